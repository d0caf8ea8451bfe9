package io.firstcome.event.apply;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.firstcome.contracts.Language;
import io.firstcome.contracts.fold.FoldedCall;
import io.firstcome.kit.problem.ProblemException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EventChoiceTest {

    private static final ObjectReader JSON = JsonMapper.builder().build().reader();

    @Test
    void anEventIsNamedInTheQueryOrInTheBodyOrInNeither() {
        assertThat(choice("eventId=7", null)).isEqualTo(7);
        assertThat(choice("utm_source=mail&eventId=7", "{}")).isEqualTo(7);
        assertThat(choice(null, "{\"eventId\":7,\"more\":1}")).isEqualTo(7);
        assertThat(choice("eventId=7", "{\"eventId\":7}")).isEqualTo(7);
        assertThat(choice(null, null)).isNull();
        assertThat(choice("utm_source=mail&100%", " ")).isNull();
    }

    /** None of them is taken for the current event: its units are for those who ask for them. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "eventId",
                "eventId=",
                "eventId=x",
                "eventId=0",
                "EVENTID=7",
                "eventid=7",
                "eventId[]=7",
                "%65ventId=7",
                "eventId=7&eventId=7",
                "eventId=7&eventid=8"
            })
    void anEventThatIsBadlyNamedInTheQueryIsRefused(String query) {
        assertThatThrownBy(() -> choice(query, null)).isInstanceOf(ProblemException.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"eventid\":7}",
                "{\"EventId\":7}",
                "{\"eventId\":7,\"eventId\":8}",
                "{\"eventId\":\"7\"}",
                "{\"eventId\":7.5}",
                "{\"eventId\":0}",
                "[7]",
                "7",
                "{"
            })
    void anEventThatIsBadlyNamedInTheBodyIsRefused(String body) {
        assertThatThrownBy(() -> choice(null, body)).isInstanceOf(ProblemException.class);
    }

    @Test
    void queryAndBodyMayNotDiffer() {
        assertThatThrownBy(() -> choice("eventId=7", "{\"eventId\":8}")).isInstanceOf(ProblemException.class);
    }

    private static Long choice(String query, String body) {
        return EventChoice.of(new FoldedCall(1, Language.EN, query, body), JSON);
    }
}
