package io.firstcome.localstack.backend;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

@RealBackends({Part.REDIS, Part.KAFKA, Part.DATABASE, Part.MAILBOX})
class RealBackendsTest {
    private final String redisSeenByConstructor = System.getProperty("FIRSTCOME_REDIS_URL");

    @Test
    void theSettingsAreThereBeforeTheTestIs() {
        assertThat(redisSeenByConstructor).isEqualTo(Backends.shared().redis().url());
    }

    @Test
    void everySettingOfAServiceIsThere() throws Exception {
        assertThat(System.getProperty("FIRSTCOME_KAFKA"))
                .isEqualTo(Backends.shared().kafka().bootstrapServers());
        assertThat(System.getProperty("FIRSTCOME_MYSQL"))
                .isEqualTo(Backends.shared().database().address());
        assertThat(System.getProperty("FIRSTCOME_MYSQL_USER")).isEqualTo("firstcome");
        assertThat(System.getProperty("FIRSTCOME_MYSQL_PASSWORD")).isNotBlank();
        assertThat(System.getProperty("FIRSTCOME_SMTP_PORT"))
                .isEqualTo(String.valueOf(Backends.shared().mailbox().smtpPort()));
        assertThat(System.getProperty("FIRSTCOME_SERVICE_TOKEN")).hasSizeGreaterThanOrEqualTo(32);
        assertThat(Files.readString(Path.of(System.getProperty("FIRSTCOME_SIGNING_KEY_FILE"))))
                .startsWith("-----BEGIN PRIVATE KEY-----\n");
        assertThat(System.getProperty("FIRSTCOME_DATA_KEYS")).startsWith("test:");
        assertThat(System.getProperty("FIRSTCOME_HASH_KEY")).hasSize(44);
        assertThat(System.getProperty("eureka.client.enabled")).isEqualTo("false");
        assertThat(System.getProperty("SERVER_PORT")).isEqualTo("0");
    }

    @Nested
    class ANestedTest {
        @Test
        void usesThemToo() throws Exception {
            try (var connection = Backends.shared().database().connect("stock")) {
                assertThat(connection.isValid(1)).isTrue();
            }
        }
    }
}
