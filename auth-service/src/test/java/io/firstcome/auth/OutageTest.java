package io.firstcome.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.firstcome.auth.Api.Answer;
import io.firstcome.localstack.backend.Backend;
import io.firstcome.localstack.backend.Backends;
import java.time.Duration;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** An outage is told as 503 with a time to try again, never as a bad code or token; and trying again then succeeds. */
class OutageTest extends AuthTest {

    @Test
    void whenTheMailServerIsBackTheUserMayAskAtOnce() {
        String email = Api.anyAddress();
        whileAway(Backends.shared().mailbox(), () -> assertUnavailable(api.sendCode(email)));
        assertThat(api.logIn(email).status()).isEqualTo(200);
    }

    @Test
    void withoutRedisNobodyIsToldThatACodeIsWrong() {
        String email = Api.anyAddress();
        String code = api.codeFor(email);
        Answer login = api.logIn(Api.anyAddress());
        whileAway(Backends.shared().redis(), () -> {
            assertUnavailable(api.verify(email, code));
            assertUnavailable(api.sendCode(Api.anyAddress()));
            assertUnavailable(api.logout(login.text("accessToken")));
        });
        awaitSuccess(() -> api.verify(email, code), 200);
        awaitSuccess(() -> api.logout(login.text("accessToken")), 204);
    }

    @Test
    void withoutTheDatabaseACodeIsNotUsedUp() {
        String email = Api.anyAddress();
        String code = api.codeFor(email);
        Answer login = api.logIn(Api.anyAddress());
        whileAway(Backends.shared().database(), () -> {
            assertUnavailable(api.verify(email, code));
            assertUnavailable(api.refresh(login.text("refreshToken")));
        });
        awaitSuccess(() -> api.verify(email, code), 200);
        awaitSuccess(() -> api.refresh(login.text("refreshToken")), 200);
    }

    private static void whileAway(Backend backend, Runnable work) {
        backend.stop();
        try {
            work.run();
        } finally {
            backend.start();
        }
    }

    /** Connections need a moment to notice that their server is back. */
    private static void awaitSuccess(Supplier<Answer> call, int status) {
        await().atMost(Duration.ofSeconds(20)).until(() -> {
            Answer answer = call.get();
            if (answer.status() != 503) {
                assertThat(answer.status()).isEqualTo(status);
            }
            return answer.status() == status;
        });
    }

    private static void assertUnavailable(Answer answer) {
        assertThat(answer.status()).as(answer.response().body()).isEqualTo(503);
        assertThat(answer.code()).isEqualTo("UNAVAILABLE");
        assertThat(Integer.parseInt(answer.header("Retry-After"))).isPositive();
        assertThat(answer.response().body()).doesNotContain("127.0.0.1").doesNotContain("Exception");
    }
}
