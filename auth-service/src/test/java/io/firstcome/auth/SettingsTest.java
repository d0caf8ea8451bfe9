package io.firstcome.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.firstcome.localstack.backend.Part;
import io.firstcome.localstack.backend.RealBackends;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/** What is set wrongly ends the start with a sentence that names it. */
@RealBackends({Part.REDIS, Part.DATABASE, Part.MAILBOX})
@ExtendWith(OutputCaptureExtension.class)
class SettingsTest {

    @ParameterizedTest
    @CsvSource({
        "FIRSTCOME_DATA_KEYS=, FIRSTCOME_DATA_KEYS is not set",
        "FIRSTCOME_HASH_KEY=, FIRSTCOME_HASH_KEY is not set",
        "FIRSTCOME_SIGNING_KEY_FILE=, FIRSTCOME_SIGNING_KEY_FILE is not set",
        "FIRSTCOME_SIGNING_KEY=nonsense, FIRSTCOME_SIGNING_KEY cannot be used",
        "FIRSTCOME_ADMIN_EMAILS=nobody, FIRSTCOME_ADMIN_EMAILS has an entry that is no e-mail address",
        "FIRSTCOME_SERVICE_TOKEN=, FIRSTCOME_SERVICE_TOKEN is not set",
        "FIRSTCOME_SERVICE_TOKEN=half-a-secret, FIRSTCOME_SERVICE_TOKEN is too short",
        "FIRSTCOME_MYSQL_PASSWORD=, into FIRSTCOME_MYSQL_PASSWORD",
        "FIRSTCOME_CODE_TRIES=0, firstcome.code.tries",
        "firstcome.code.vaild-for=5m, firstcome.code.vaild-for",
        "firstcome.token.unknown=1, firstcome.token.unknown"
    })
    void theStartEndsWithOneClearSentence(String setting, String sentence, CapturedOutput output) {
        assertThatThrownBy(() -> start(setting)).isNotNull();
        assertThat(output)
                .contains("APPLICATION FAILED TO START")
                .contains(sentence)
                .doesNotContain("half-a-secret");
    }

    /** With nothing at that address the start would wait for a minute, and then speak of it alone. */
    @ParameterizedTest
    @CsvSource({
        "FIRSTCOME_DATA_KEYS, FIRSTCOME_DATA_KEYS is not set",
        "FIRSTCOME_HASH_KEY, FIRSTCOME_HASH_KEY is not set",
        "FIRSTCOME_SIGNING_KEY_FILE, FIRSTCOME_SIGNING_KEY_FILE is not set",
        "FIRSTCOME_SERVICE_TOKEN, FIRSTCOME_SERVICE_TOKEN is not set",
        "FIRSTCOME_MYSQL_PASSWORD, into FIRSTCOME_MYSQL_PASSWORD"
    })
    void aMissingSecretIsToldBeforeMysqlIsWaitedFor(String secret, String sentence, CapturedOutput output) {
        assertThatThrownBy(() -> start(secret + "=", "FIRSTCOME_MYSQL=127.0.0.1:1"))
                .isNotNull();
        assertThat(output).contains("APPLICATION FAILED TO START").contains(sentence);
    }

    @Test
    void everySettingIsInTheReadme() throws IOException {
        String readme = Files.readString(Path.of("README.md"));
        assertThat(variables())
                .hasSizeGreaterThan(20)
                .allSatisfy(name -> assertThat(readme).contains("`" + name + "`"));
    }

    private static List<String> variables() throws IOException {
        String yaml = Files.readString(Path.of("src/main/resources/application.yml"));
        return Pattern.compile("\\$\\{((?:FIRSTCOME|SERVER)_[A-Z_]+)")
                .matcher(yaml)
                .results()
                .map(variable -> variable.group(1))
                .distinct()
                .toList();
    }

    /** The other settings are there: {@link RealBackends} has made system properties of them; an argument wins over those. */
    private static void start(String... settings) {
        SpringApplication.run(
                        AuthApplication.class,
                        Stream.of(settings).map("--"::concat).toArray(String[]::new))
                .close();
    }
}
