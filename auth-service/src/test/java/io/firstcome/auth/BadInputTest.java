package io.firstcome.auth;

import static org.assertj.core.api.Assertions.assertThat;

import io.firstcome.auth.Api.Answer;
import java.net.http.HttpRequest.BodyPublishers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is no valid input gets a clear problem and changes nothing. */
class BadInputTest extends AuthTest {

    private static final String[] PATHS = {
        "/api/auth/send-verification-code", "/api/auth/verify-code", "/api/auth/refresh"
    };

    @Test
    void malformedJsonIsRefused() {
        for (String path : PATHS) {
            assertRefused(api.post(path, "{\"email\":"), 400, "MALFORMED_REQUEST");
            assertRefused(api.post(path, ""), 400, "MALFORMED_REQUEST");
        }
    }

    @Test
    void anotherContentTypeIsRefused() {
        for (String path : PATHS) {
            assertRefused(
                    api.post(path, "email=kim@example.com", "Content-Type", "application/x-www-form-urlencoded"),
                    415,
                    "UNSUPPORTED_MEDIA_TYPE");
        }
    }

    @Test
    void missingFieldsAndFieldsOfAnotherTypeAreRefused() {
        for (String path : PATHS) {
            assertRefused(api.post(path, "{}"), 400, "INVALID_INPUT");
            assertRefused(api.post(path, "[]"), 400, "INVALID_INPUT");
            assertRefused(
                    api.post(path, "{\"email\":{},\"code\":\"123456\",\"refreshToken\":{}}"), 400, "INVALID_INPUT");
            assertRefused(api.post(path, "{\"email\":null,\"code\":null,\"refreshToken\":null}"), 400, "INVALID_INPUT");
        }
        String email = Api.anyAddress();
        assertRefused(
                api.post("/api/auth/verify-code", "{\"email\":\"" + email + "\",\"code\":123456}"),
                400,
                "INVALID_INPUT");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "   ",
                "kim",
                "kim@",
                "@example.com",
                "kim@example",
                "kim@@example.com",
                "kim lee@example.com",
                "kim@exa mple.com",
                "kim@example..com",
                "kim@-example.com",
                "kim@[127.0.0.1]",
                "kim@127.0.0.1",
                ".kim@example.com",
                "kim.@example.com",
                "k..m@example.com",
                "Kim <kim@example.com>",
                "kim@example.com,lee@example.com",
                "kim@example.com\\r\\nBcc: lee@example.com",
                "김@example.com"
            })
    void whatIsNoAddressIsRefused(String email) {
        assertRefused(api.sendCode(email), 400, "INVALID_INPUT");
        assertRefused(api.verify(email, "123456"), 400, "INVALID_INPUT");
    }

    @Test
    void anAddressLongerThan254IsRefused() {
        String longest = "k@" + "a.".repeat(124) + "comm";
        assertThat(longest).hasSize(254);
        assertThat(api.sendCode(longest).status()).isEqualTo(202);
        assertRefused(api.sendCode(longest + "m"), 400, "INVALID_INPUT");
        assertRefused(api.sendCode("k@" + "a.".repeat(100_000) + "com"), 400, "INVALID_INPUT");
        assertRefused(api.sendCode("k".repeat(65) + "@example.com"), 400, "INVALID_INPUT");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "12345", "1234567", "12345a", "abcdef", " 12345", "-12345", "１２３４５６"})
    void aCodeThatIsNotSixDigitsIsRefusedAndCostsNoTry(String guess) {
        String email = Api.anyAddress();
        String code = api.codeFor(email);
        for (int i = 0; i < 6; i++) {
            assertRefused(api.verify(email, guess), 400, "INVALID_INPUT");
        }
        assertThat(api.verify(email, code).status()).isEqualTo(200);
    }

    @Test
    void afterFiveWrongCodesEvenTheRightOneFails() {
        String email = Api.anyAddress();
        String code = api.codeFor(email);
        for (int i = 0; i < 5; i++) {
            assertRefused(api.verify(email, Api.wrong(code)), 400, "INVALID_CODE");
        }
        assertRefused(api.verify(email, code), 400, "INVALID_CODE");
    }

    @Test
    void afterFourWrongCodesTheRightOneStillWorks() {
        String email = Api.anyAddress();
        String code = api.codeFor(email);
        for (int i = 0; i < 4; i++) {
            assertRefused(api.verify(email, Api.wrong(code)), 400, "INVALID_CODE");
        }
        assertThat(api.verify(email, code).status()).isEqualTo(200);
    }

    @Test
    void aWrongAUsedAndANeverSentCodeAreToldAlike() {
        String email = Api.anyAddress();
        String code = api.codeFor(email);
        Answer wrong = api.verify(email, Api.wrong(code));
        api.verify(email, code);
        Answer used = api.verify(email, code);
        Answer neverSent = api.verify(Api.anyAddress(), code);
        assertRefused(wrong, 400, "INVALID_CODE");
        assertThat(used.body()).isEqualTo(wrong.body());
        assertThat(neverSent.body()).isEqualTo(wrong.body());
    }

    @Test
    void aSecondCodeWithinTheCoolDownIsRefusedAndTheFirstStillWorks() {
        String email = Api.anyAddress();
        String code = api.codeFor(email);
        Answer second = api.sendCode(email);
        assertRefused(second, 429, "TOO_MANY_REQUESTS");
        assertThat(Integer.parseInt(second.header("Retry-After"))).isBetween(50, 60);
        assertThat(Api.mails(email)).hasSize(1);
        assertThat(api.verify(email, code).status()).isEqualTo(200);
    }

    @Test
    void oneClientAddressGetsSoManyCodesPerMinute() {
        String client = Api.anyAddress();
        for (int i = 0; i < 10; i++) {
            assertThat(api.sendCode(Api.anyAddress(), "X-Client-Address", client)
                            .status())
                    .isEqualTo(202);
        }
        String email = Api.anyAddress();
        Answer oneMore = api.sendCode(email, "X-Client-Address", client);
        assertRefused(oneMore, 429, "TOO_MANY_REQUESTS");
        assertThat(Integer.parseInt(oneMore.header("Retry-After"))).isBetween(1, 60);
        assertThat(Api.mails(email)).isEmpty();
    }

    @Test
    void oneClientAddressTriesSoManyCodesPerMinute() {
        String client = Api.anyAddress();
        for (int i = 0; i < 10; i++) {
            assertRefused(api.verify(Api.anyAddress(), "123456", "X-Client-Address", client), 400, "INVALID_CODE");
        }
        String email = Api.anyAddress();
        String code = api.codeFor(email);
        assertRefused(api.verify(email, code, "X-Client-Address", client), 429, "TOO_MANY_REQUESTS");
        assertThat(api.verify(email, code).status()).isEqualTo(200);
    }

    @Test
    void anUnknownRefreshTokenIsRefused() {
        assertRefused(api.refresh("no-such-token"), 401, "INVALID_REFRESH_TOKEN");
        assertRefused(api.refresh(""), 401, "INVALID_REFRESH_TOKEN");
        assertRefused(api.refresh("x".repeat(201)), 400, "INVALID_INPUT");
    }

    @Test
    void internalCallsNeedAServiceToken() {
        for (String path : new String[] {"/internal/addresses", "/internal/rehearsal/accounts"}) {
            assertRefused(api.post(path, "{\"users\":[1],\"count\":1}"), 401, "SERVICE_TOKEN_REQUIRED");
            assertRefused(
                    api.post(path, "{\"users\":[1],\"count\":1}", "X-Service-Token", "guessed"),
                    401,
                    "SERVICE_TOKEN_REQUIRED");
        }
    }

    @Test
    void internalCallsRefuseBadBodiesToo() {
        assertRefused(api.internal("/internal/addresses", "{}"), 400, "INVALID_INPUT");
        assertRefused(api.internal("/internal/addresses", "{\"users\":[null]}"), 400, "INVALID_INPUT");
        assertRefused(api.internal("/internal/addresses", "{\"users\":[\"x\"]}"), 400, "INVALID_INPUT");
        assertRefused(api.internal("/internal/rehearsal/accounts", "{}"), 400, "INVALID_INPUT");
        assertRefused(api.internal("/internal/rehearsal/accounts", "{\"count\":0}"), 400, "INVALID_INPUT");
        assertRefused(api.internal("/internal/rehearsal/accounts", "{\"count\":100001}"), 400, "INVALID_INPUT");
        assertRefused(api.internal("/internal/rehearsal/accounts", "{\"count\":1.5}"), 400, "INVALID_INPUT");
    }

    @Test
    void unknownPathsAndMethodsAreProblemsToo() {
        assertRefused(api.get("/api/auth/nothing"), 404, "NOT_FOUND");
        assertRefused(api.get("/api/auth/refresh"), 405, "METHOD_NOT_ALLOWED");
        assertRefused(api.internal("/internal/nothing", "{}"), 404, "NOT_FOUND");
    }

    @Test
    void titlesAreInTheLanguageOfTheRequest() {
        Answer korean = api.verify(Api.anyAddress(), "123456", "Accept-Language", "ko");
        assertThat(korean.text("title")).isEqualTo("인증 코드가 틀렸거나 만료되었습니다");
    }

    @Test
    void logoutWithAnUnreadableBodyEndsNothing() {
        Answer tokens = api.logIn(Api.anyAddress());
        Answer refused = api.send(
                api.request("/api/auth/logout")
                        .header("Content-Type", "application/json")
                        .POST(BodyPublishers.ofString("{\"refreshToken\":")),
                Api.bearer(tokens.text("accessToken")));
        assertRefused(refused, 400, "MALFORMED_REQUEST");
        assertThat(api.refresh(tokens.text("refreshToken")).status()).isEqualTo(200);
    }

    private static void assertRefused(Answer answer, int status, String code) {
        assertThat(answer.status()).as(answer.response().body()).isEqualTo(status);
        assertThat(answer.code()).isEqualTo(code);
        assertThat(answer.header("Content-Type")).startsWith("application/problem+json");
        assertThat(answer.text("type")).startsWith("urn:firstcome:problem:");
    }
}
