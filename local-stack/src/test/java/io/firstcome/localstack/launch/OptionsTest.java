package io.firstcome.localstack.launch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OptionsTest {
    @Test
    void withoutWordsThereIsOneOfEachAndTheDataStays() {
        assertThat(Options.parse()).isEqualTo(new Options(Map.of(), false, false));
    }

    @Test
    void instancesAreCountedPerService() {
        var expected = Map.of(Service.EVENT, 2, Service.STOCK, 3);

        assertThat(Options.parse("--instances", "event-service=2,stock-service=3", "--fresh"))
                .isEqualTo(new Options(expected, true, false));
        assertThat(Options.parse("--instances=event-service=2,stock-service=3").instances())
                .isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    --fast                              | unknown option --fast
                    --instances                         | --instances needs a value
                    --instances=event-service           | --instances wants service=number (1 to 8), not 'event-service'
                    --instances=event-service=0         | --instances wants service=number (1 to 8), not 'event-service=0'
                    --instances=event-service=9         | --instances wants service=number (1 to 8), not 'event-service=9'
                    --instances=events=2                | there is no service 'events'; there are gateway-service, event-service
                    --instances=discovery-service=2     | discovery-service runs once
                    """)
    void nonsenseIsToldInOneLine(String arguments, String message) {
        assertThatThrownBy(() -> Options.parse(arguments.split(" ")))
                .isInstanceOf(LaunchException.class)
                .hasMessageStartingWith(message);
    }
}
