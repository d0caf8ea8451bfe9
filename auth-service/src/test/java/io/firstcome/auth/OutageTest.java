package io.firstcome.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.firstcome.auth.Api.Answer;
import io.firstcome.localstack.backend.Backend;
import io.firstcome.localstack.backend.Backends;
import java.time.Duration;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.redisson.api.RedissonClient;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** An outage is told as 503 with a time to try again, never as a bad code or token; and trying again then succeeds. */
class OutageTest extends AuthTest {

    @Autowired
    private RedissonClient redisson;

    @Autowired
    private JdbcClient sql;

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

    private void whileAway(Backend backend, Runnable work) {
        backend.stop();
        try {
            work.run();
        } finally {
            backend.start();
            awaitConnections();
        }
    }

    /** Each pooled connection notices by itself that its server is back; the tests that follow are to meet no broken one. */
    private void awaitConnections() {
        await().atMost(Duration.ofSeconds(30))
                .ignoreExceptions()
                .until(() -> Api.atOnce(50, () -> {
                                    redisson.getBucket("any").isExists();
                                    return sql.sql("select 1")
                                            .query(Integer.class)
                                            .single();
                                })
                                .size()
                        == 50);
    }

    /** A client that does as it was told and tries again gets in. */
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
