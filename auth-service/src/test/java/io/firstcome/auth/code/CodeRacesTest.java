package io.firstcome.auth.code;

import static org.assertj.core.api.Assertions.assertThat;

import io.firstcome.auth.Api;
import io.firstcome.auth.Api.Answer;
import io.firstcome.auth.AuthTest;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** Many requests at one moment get no more than the same requests one by one. */
class CodeRacesTest extends AuthTest {

    @Autowired
    private MeterRegistry meters;

    @Test
    void aCodeSentTwentyTimesAtOnceOpensExactlyOneSession() {
        for (int round = 0; round < 5; round++) {
            String email = Api.anyAddress();
            String code = api.codeFor(email);
            List<Answer> answers = Api.atOnce(20, () -> api.verify(email, code));
            assertThat(answers).filteredOn(answer -> answer.status() == 200).hasSize(1);
            assertThat(answers)
                    .filteredOn(answer -> answer.code().equals("INVALID_CODE"))
                    .hasSize(19);
        }
    }

    @Test
    void ofFiftyWrongGuessesAtOnceFiveAreLookedAt() {
        String email = Api.anyAddress();
        String code = api.codeFor(email);
        double before = checks("wrong");
        AtomicInteger next = new AtomicInteger(Integer.parseInt(code));
        List<Answer> answers =
                Api.atOnce(50, () -> api.verify(email, "%06d".formatted(next.incrementAndGet() % 1_000_000)));
        assertThat(answers).allMatch(answer -> answer.code().equals("INVALID_CODE"));
        assertThat(checks("wrong") - before).isEqualTo(5);
        assertThat(api.verify(email, code).code()).isEqualTo("INVALID_CODE");
    }

    @Test
    void ofTwentyRequestsForACodeAtOnceOneIsMailed() {
        String email = Api.anyAddress();
        List<Answer> answers = Api.atOnce(20, () -> api.sendCode(email));
        assertThat(answers).filteredOn(answer -> answer.status() == 202).hasSize(1);
        assertThat(answers).filteredOn(answer -> answer.status() == 429).hasSize(19);
        assertThat(Api.mails(email)).hasSize(1);
    }

    private double checks(String outcome) {
        return meters.counter("firstcome.auth.checks.outcomes", "outcome", outcome)
                .count();
    }
}
