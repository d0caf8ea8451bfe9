package io.firstcome.auth;

import static org.assertj.core.api.Assertions.assertThat;

import io.firstcome.auth.Api.Answer;
import io.firstcome.localstack.backend.Mailbox.Mail;
import org.junit.jupiter.api.Test;

/** From a code by mail to the end of the session. */
class LoginStoryTest extends AuthTest {

    @Test
    void aCodeByMailOpensASessionThatIsRenewedAndEnded() {
        String email = Api.anyAddress();

        Answer sent = api.sendCode(email);
        assertThat(sent.status()).isEqualTo(202);
        assertThat(sent.body().get("expiresIn").asInt()).isEqualTo(300);
        assertThat(sent.body().get("retryAfter").asInt()).isEqualTo(60);

        Answer first = api.verify(email, Api.code(Api.mails(email).getFirst()));
        assertThat(first.status()).isEqualTo(200);
        assertThat(first.text("tokenType")).isEqualTo("Bearer");
        assertThat(first.body().get("expiresIn").asInt()).isEqualTo(900);
        assertThat(first.header("Cache-Control")).contains("no-store");

        Answer second = api.refresh(first.text("refreshToken"));
        assertThat(second.status()).isEqualTo(200);
        assertThat(second.text("refreshToken")).isNotEqualTo(first.text("refreshToken"));
        assertThat(second.text("accessToken")).isNotEqualTo(first.text("accessToken"));

        assertThat(api.logout(second.text("accessToken")).status()).isEqualTo(204);
        Answer third = api.refresh(second.text("refreshToken"));
        assertThat(third.status()).isEqualTo(401);
        assertThat(third.code()).isEqualTo("INVALID_REFRESH_TOKEN");
    }

    @Test
    void anAddressIsTheSameInCapitalsAndWithSpacesAround() {
        String email = Api.anyAddress();
        String code = api.codeFor(email);
        assertThat(api.verify("  " + email.toUpperCase() + " ", code).status()).isEqualTo(200);
    }

    @Test
    void theAnswerIsAlikeForKnownAndUnknownAddresses() {
        long user = api.internal("/internal/rehearsal/accounts", "{\"count\":1}")
                .body()
                .at("/users/0")
                .asLong();
        String known = api.internal("/internal/addresses", "{\"users\":[" + user + "]}")
                .body()
                .at("/addresses/" + user)
                .asText();
        Answer toKnown = api.sendCode(known);
        Answer toUnknown = api.sendCode(Api.anyAddress());
        assertThat(toKnown.status()).isEqualTo(toUnknown.status()).isEqualTo(202);
        assertThat(toKnown.body()).isEqualTo(toUnknown.body());
    }

    @Test
    void theMailIsInTheLanguageOfTheRequestAndInTwoForms() {
        String english = Api.anyAddress();
        String korean = Api.anyAddress();
        api.sendCode(english, "Accept-Language", "en-GB,en;q=0.9,ko;q=0.5");
        api.sendCode(korean, "Accept-Language", "ko-KR,ko;q=0.9,en;q=0.5");

        Mail toEnglish = Api.mails(english).getFirst();
        assertThat(toEnglish.subject()).isEqualTo("Your Firstcome code");
        assertThat(toEnglish.text()).contains("within 5 minutes");
        assertThat(toEnglish.html()).contains("<html lang=\"en\">").contains(Api.code(toEnglish));
        assertThat(toEnglish.from()).isEqualTo("no-reply@firstcome.local");

        Mail toKorean = Api.mails(korean).getFirst();
        assertThat(toKorean.subject()).isEqualTo("Firstcome 인증 코드");
        assertThat(toKorean.text()).contains("5분 안에");
        assertThat(toKorean.html()).contains("<html lang=\"ko\">").contains(Api.code(toKorean));
    }
}
