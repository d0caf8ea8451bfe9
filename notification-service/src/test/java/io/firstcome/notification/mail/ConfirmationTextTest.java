package io.firstcome.notification.mail;

import static org.assertj.core.api.Assertions.assertThat;

import io.firstcome.contracts.Language;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class ConfirmationTextTest {

    @Test
    void aConfirmationNamesEventAndRank() {
        ConfirmationText text = text("Spring gifts", Language.EN);

        assertThat(text.subject()).isEqualTo("Confirmed: Spring gifts");
        assertThat(text.plain())
                .contains("Event: Spring gifts", "Your rank: 42")
                .doesNotContain("{{");
        assertThat(text.html()).contains("Spring gifts", "<strong>42</strong>").doesNotContain("{{");
    }

    @Test
    void whoReadsKoreanIsWrittenToInKorean() {
        ConfirmationText text = text("봄 선물", Language.KO);

        assertThat(text.subject()).isEqualTo("선착순 확정: 봄 선물");
        assertThat(text.plain()).contains("축하합니다", "이벤트: 봄 선물", "도착 순번: 42").doesNotContain("{{");
        assertThat(text.html()).contains("lang=\"ko\"", "봄 선물").doesNotContain("{{");
    }

    @Test
    void anEventNameIsTextAndNeverMarkup() {
        assertThat(text("<img src=x onerror=\"alert('1')\"> & more", Language.EN)
                        .html())
                .contains("&lt;img src=x onerror=&quot;alert(&#39;1&#39;)&quot;&gt; &amp; more")
                .doesNotContain("<img");
    }

    @Test
    void anEventNameIsOneLineAndRunsForwards() {
        ConfirmationText text = text(" A\r\nBcc: x@y.z\u2028B\u0000\u202EC\tD ", Language.EN);

        assertThat(text.subject()).isEqualTo("Confirmed: A Bcc: x@y.z B C D");
        assertThat(text.plain()).contains("Event: A Bcc: x@y.z B C D\n");
    }

    @Test
    void anEventNameThatLooksLikeAPlaceToFillIsLeftAlone() {
        assertThat(text("{{rank}} {{event}}", Language.EN).subject()).isEqualTo("Confirmed: {{rank}} {{event}}");
    }

    private static ConfirmationText text(String event, Language language) {
        return ConfirmationText.of(new Confirmation(2, 3, event, 42, language, 1, 0, Instant.now(), null));
    }
}
