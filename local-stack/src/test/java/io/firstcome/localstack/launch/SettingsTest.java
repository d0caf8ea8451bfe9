package io.firstcome.localstack.launch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.firstcome.localstack.backend.Part;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SettingsTest {
    @TempDir
    Path folder;

    @Test
    void everythingAServiceNeedsIsThere() {
        var all = settings(Map.of()).all(Map.of("FIRSTCOME_REDIS_URL", "redis://127.0.0.1:1"));

        assertThat(all)
                .containsEntry("FIRSTCOME_REDIS_URL", "redis://127.0.0.1:1")
                .containsEntry("FIRSTCOME_EUREKA_URL", "http://localhost:8761/eureka/")
                .containsEntry("FIRSTCOME_ADMIN_EMAILS", "admin@firstcome.local")
                .containsEntry("FIRSTCOME_REHEARSAL", "true")
                .containsEntry(
                        "FIRSTCOME_SIGNING_KEY_FILE",
                        folder.resolve(".local/signing-key.pem").toString())
                .containsKeys(Secrets.SERVICE_TOKEN, Secrets.DATA_KEYS, Secrets.HASH_KEY, Secrets.DATABASE_PASSWORD);
    }

    @Test
    void theOwnersSettingsWin() {
        var settings = settings(
                Map.of("FIRSTCOME_ADMIN_EMAILS", "me@example.com", "FIRSTCOME_MYSQL_PASSWORD", "mine", "PATH", "/bin"));

        assertThat(settings.databasePassword()).isEqualTo("mine");
        assertThat(settings.all(Map.of("FIRSTCOME_MYSQL_PASSWORD", "ours")))
                .containsEntry("FIRSTCOME_ADMIN_EMAILS", "me@example.com")
                .containsEntry("FIRSTCOME_MYSQL_PASSWORD", "mine")
                .doesNotContainKey("PATH");
    }

    @Test
    void aBackendOfTheOwnersIsNotStarted() {
        assertThat(settings(Map.of()).ownParts()).containsExactly(Part.values());
        assertThat(settings(Map.of("FIRSTCOME_KAFKA", "kafka:9092")).ownParts()).doesNotContain(Part.KAFKA);
    }

    @Test
    void aSigningKeyThatIsNotThereIsTold() {
        assertThatThrownBy(() -> settings(Map.of("FIRSTCOME_SIGNING_KEY_FILE", "/nowhere.pem")))
                .isInstanceOf(LaunchException.class)
                .hasMessage("FIRSTCOME_SIGNING_KEY_FILE names /nowhere.pem, which cannot be read");
    }

    private Settings settings(Map<String, String> given) {
        return new Settings(Layout.of(folder), "http://localhost:8761", given);
    }
}
