package io.firstcome.contracts;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LanguageTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "null",
            value = {
                "null|EN",
                "''|EN",
                "ko|KO",
                "ko-KR,ko;q=0.9,en;q=0.8|KO",
                "en-US,en;q=0.9,ko;q=0.1|EN",
                "fr,ko;q=0.5|KO",
                "fr|EN",
                "*|EN",
                "KO|KO",
                "en;q=0.1,ko;q=0.9|KO",
                ";;;|EN",
                "ko;q=x|EN"
            })
    void theHeaderChoosesTheLanguage(String header, Language expected) {
        assertThat(Language.accepted(header)).isEqualTo(expected);
    }
}
