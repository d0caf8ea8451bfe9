package io.firstcome.localstack.launch;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SecretsTest {
    @TempDir
    Path folder;

    @Test
    void areMadeOnceAndForTheirOwnerAlone() throws IOException {
        var file = folder.resolve("secrets.env");
        var first = Secrets.readOrCreate(file);

        assertThat(Secrets.readOrCreate(file)).isEqualTo(first);
        assertThat(Files.getPosixFilePermissions(file)).isEqualTo(PosixFilePermissions.fromString("rw-------"));
        assertThat(first.get(Secrets.SERVICE_TOKEN)).hasSizeGreaterThanOrEqualTo(32);
        assertThat(first.get(Secrets.DATABASE_PASSWORD)).matches("[A-Za-z0-9_-]{24}");
        assertThat(Base64.getDecoder().decode(first.get(Secrets.HASH_KEY))).hasSize(32);
        var dataKey = first.get(Secrets.DATA_KEYS).split(":");
        assertThat(dataKey[0]).isEqualTo("local1");
        assertThat(Base64.getDecoder().decode(dataKey[1])).hasSize(32);
    }

    @Test
    void oneThatIsMissingIsAddedAndTheOthersStay() throws IOException {
        var file = folder.resolve("secrets.env");
        Files.writeString(file, "# mine\n" + Secrets.SERVICE_TOKEN + "=a=b\n");

        var secrets = Secrets.readOrCreate(file);
        assertThat(secrets).containsEntry(Secrets.SERVICE_TOKEN, "a=b").containsKey(Secrets.HASH_KEY);
        assertThat(Secrets.readOrCreate(file)).isEqualTo(secrets);
    }
}
