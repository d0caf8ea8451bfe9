package io.firstcome.gateway.answer;

import static org.assertj.core.api.Assertions.assertThat;

import io.firstcome.contracts.Language;
import io.firstcome.contracts.problem.ProblemCode;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.http.HttpHeaders;

class RefusalTest {

    @ParameterizedTest
    @EnumSource(names = {"TOO_MANY_REQUESTS", "OVERLOADED", "UNAVAILABLE"})
    void thoseRefusedAtOneMomentAreNotAllToldToComeBackAtAnother(ProblemCode code) {
        Refusal refusal = new Refusal(code, null);

        assertThat(IntStream.range(0, 1_000)
                        .mapToObj(i -> refusal.in(Language.KO).headers().get(HttpHeaders.RETRY_AFTER))
                        .distinct())
                .containsExactlyInAnyOrder("1", "2", "3", "4");
    }

    @Test
    void whatWillBeTheSameAgainNamesNoTime() {
        assertThat(new Refusal(ProblemCode.FORBIDDEN, null).in(Language.EN).headers())
                .isEmpty();
    }
}
