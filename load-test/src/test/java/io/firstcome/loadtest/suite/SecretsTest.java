package io.firstcome.loadtest.suite;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SecretsTest {

    @TempDir
    private Path folder;

    @Test
    void valuesAreReadAsAShellWouldReadThem() throws IOException {
        Path file = Files.writeString(
                folder.resolve("secrets.env"),
                "# A=comment\n\nAB=other\nA=plain==\nexport B=\"quoted\"\nC='single'\nD=\n");
        Secrets secrets = new Secrets(file);

        assertThat(secrets.value("A")).hasValue("plain==");
        assertThat(secrets.value("B")).hasValue("quoted");
        assertThat(secrets.value("C")).hasValue("single");
        assertThat(secrets.value("D")).isEmpty();
        assertThat(secrets.value("E")).isEmpty();
    }
}
