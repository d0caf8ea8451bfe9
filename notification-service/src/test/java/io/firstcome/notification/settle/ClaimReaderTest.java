package io.firstcome.notification.settle;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.firstcome.contracts.Language;
import io.firstcome.contracts.claim.ClaimGranted;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.jackson.JacksonAutoConfiguration;
import org.springframework.boot.test.context.ConfigDataApplicationContextInitializer;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

class ClaimReaderTest {

    private static final String GOOD = """
            {"eventId":7,"eventName":"봄 선물","user":5,"rank":3,"unit":4,"language":"ko","grantedAt":1700000000000}""";

    private final ClaimReader reader = new ClaimReader(asTheServiceReads());

    @Test
    void aClaimIsReadWhole() {
        assertThat(read(GOOD))
                .isEqualTo(new Reading.Claim(new ClaimGranted(7, "봄 선물", 5, 3, 4, Language.KO, 1_700_000_000_000L)));
    }

    @Test
    void fieldsThatAreNotKnownYetAreLeftAlone() {
        assertThat(read(GOOD.replace("{\"eventId\"", "{\"seat\":{\"row\":1},\"eventId\"")))
                .isInstanceOf(Reading.Claim.class);
    }

    @Test
    void aClaimWithoutALanguageIsEnglish() {
        assertThat(read(GOOD.replace("\"language\":\"ko\",", "")))
                .isEqualTo(new Reading.Claim(new ClaimGranted(7, "봄 선물", 5, 3, 4, Language.EN, 1_700_000_000_000L)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "null",
                "[]",
                "7",
                "\"claim\"",
                "{}",
                "{\"eventId\":",
                "not json",
                "bob@people.example",
                "{} {}",
                "\u0000"
            })
    void whatIsNoClaimIsPoison(String value) {
        assertThat(read(value)).isInstanceOf(Reading.Poison.class);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"user\":5     | \"user\":0",
                "\"user\":5     | \"user\":-5",
                "\"user\":5     | \"user\":null",
                "\"user\":5     | \"user\":\"5\"",
                "\"user\":5     | \"user\":5.5",
                "\"user\":5     | \"user\":99999999999999999999",
                "\"user\":5,    | ''",
                "\"rank\":3     | \"rank\":0",
                "\"unit\":4     | \"unit\":0",
                "\"eventId\":7  | \"eventId\":0",
                "\"봄 선물\"      | \" \"",
                "\"봄 선물\"      | null",
                "1700000000000 | 0",
                "1700000000000 | 999999999999999",
            })
    void aClaimWithABadFieldIsPoison(String good, String bad) {
        assertThat(GOOD).contains(good);
        assertThat(read(GOOD.replace(good, bad))).isInstanceOf(Reading.Poison.class);
    }

    @Test
    void aNameLongerThanItsColumnIsPoison() {
        assertThat(read(GOOD.replace("봄 선물", "🎁".repeat(ClaimReader.LONGEST_NAME))))
                .isInstanceOf(Reading.Claim.class);
        assertThat(read(GOOD.replace("봄 선물", "x".repeat(ClaimReader.LONGEST_NAME + 1))))
                .isInstanceOf(Reading.Poison.class);
    }

    @Test
    void whatTheParserHasNoPatienceForIsPoison() {
        for (String odd : List.of("[".repeat(2_000), "1".repeat(2_000), "{\"" + "x".repeat(60_000) + "\":1}")) {
            assertThat(read(odd)).isInstanceOf(Reading.Poison.class);
            assertThat(read(GOOD.replace("{\"eventId\"", "{\"odd\":" + odd + ",\"eventId\"")))
                    .isInstanceOf(Reading.Poison.class);
        }
    }

    /** Whoever writes to the wrong topic seldom writes text: Avro with a schema's id, byte order marks of no known order, half a character. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "00000000070c5365656f756c",
                "0000fffe",
                "feff0000",
                "0000007b7f7f7f7f",
                "7b00000001020350",
                "0000007b00",
                "7bfffe",
                "d800"
            })
    void bytesThatAreNoTextArePoison(String hex) {
        assertThat(reader.read(HexFormat.of().parseHex(hex))).isInstanceOf(Reading.Poison.class);
    }

    @Test
    void aTombstoneIsPoison() {
        assertThat(reader.read(null)).isInstanceOf(Reading.Poison.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"bob@people.example", "{\"user\":\"bob@people.example\"}", "{\"bob@people.example\": x}"})
    void aCauseQuotesNothingThatWasSent(String value) {
        assertThat(((Reading.Poison) read(value)).cause()).doesNotContain("bob").hasSizeLessThan(200);
    }

    private Reading read(String value) {
        return reader.read(value.getBytes(StandardCharsets.UTF_8));
    }

    /** The mapper with the settings that all services share. */
    private static ObjectMapper asTheServiceReads() {
        AtomicReference<ObjectMapper> mapper = new AtomicReference<>();
        new ApplicationContextRunner()
                .withInitializer(new ConfigDataApplicationContextInitializer())
                .withConfiguration(AutoConfigurations.of(JacksonAutoConfiguration.class))
                .run(context -> mapper.set(context.getBean(ObjectMapper.class)));
        return mapper.get();
    }
}
