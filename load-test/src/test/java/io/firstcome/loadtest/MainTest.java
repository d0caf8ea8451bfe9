package io.firstcome.loadtest;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MainTest {

    @TempDir
    private Path folder;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--users 0 | users must be between 1 and 200,000, not 0",
                "--users many | 'many' is not",
                "--stock -1 | stock must be between 1 and 10,000,000, not -1",
                "--connections 10001 | connections must be between 1 and 10,000, not 10,001",
                "--gateway https://localhost | 'https://localhost' is not an address like http://localhost:8080",
                "--auth http://localhost/path | has more than a host and a port",
                "--settle-timeout soon | 'soon' is not a time like 90s or 2m",
                "--sock 5 | Unknown options: '--sock', '5'",
                "--users | Missing required parameter"
            })
    void aBadOptionIsSaidInOneLineWithStatusTwo(String options, String message) {
        assertThat(run(options.split(" "))).isEqualTo(2);
        assertThat(err.toString(StandardCharsets.UTF_8))
                .startsWith("herd: ")
                .contains(message)
                .hasLineCount(1);
        assertThat(out.size()).isZero();
    }

    @Test
    void missingFilesAreSaidInOneLineWithStatusTwo() throws Exception {
        String key = folder.resolve("key.pem").toString();
        String secrets = folder.resolve("secrets.env").toString();

        assertThat(run("--key", key)).isEqualTo(2);
        assertThat(errors())
                .startsWith("herd: no signing key at " + key)
                .contains("./run")
                .hasLineCount(1);

        Files.writeString(Path.of(key), "nothing");
        assertThat(run("--key", key, "--secrets", secrets)).isEqualTo(2);
        assertThat(errors()).contains("is of no use: no PKCS#8 key");
    }

    @Test
    void aSecretsFileWithoutTheServiceTokenIsSaid() throws Exception {
        try (FakeSuite suite = new FakeSuite(folder)) {
            Files.writeString(suite.secrets(), "OTHER=1\n");

            int status = run(
                    "--key",
                    suite.key().toString(),
                    "--secrets",
                    suite.secrets().toString());

            assertThat(status).isEqualTo(2);
            assertThat(errors()).contains("has no FIRSTCOME_SERVICE_TOKEN").hasLineCount(1);
        }
    }

    @Test
    void helpShowsEveryOptionAndTheExitStatus() {
        assertThat(run("--help")).isZero();
        assertThat(out.toString(StandardCharsets.UTF_8))
                .contains("--users", "--stock", "--gateway", "--auth", "--connections", "--settle-timeout", "--key")
                .contains("--secrets", "--seed", "--mailbox", "--watch", "--reports", "Exit status");
    }

    @Test
    void aRehearsalFromTheCommandLineEndsWithItsStatus() throws Exception {
        try (FakeSuite suite = new FakeSuite(folder)) {
            HerdOptions.Target target = suite.target();

            int status = run(
                    "--users",
                    "30",
                    "--stock",
                    "3",
                    "--connections",
                    "8",
                    "--seed",
                    "5",
                    "--gateway",
                    target.gateway().toString(),
                    "--auth",
                    target.auth().toString(),
                    "--mailbox",
                    target.mailbox().toString(),
                    "--key",
                    target.key().toString(),
                    "--secrets",
                    target.secrets().toString(),
                    "--watch",
                    "--reports",
                    folder.resolve("reports").toString());

            assertThat(status).isZero();
            assertThat(out.toString(StandardCharsets.UTF_8))
                    .contains("Live panel: " + target.gateway() + "/admin#/event/7/live")
                    .contains("left ", "3 of 3 promised")
                    .containsPattern("mailed +█+ 3\\R");
            assertThat(Path.of(out.toString(StandardCharsets.UTF_8).replaceAll("(?s).*Report: (\\S+).*", "$1")))
                    .content()
                    .contains("<h1 class=\"good\">All invariants hold</h1>", "aria-label=\"Answers a second by kind")
                    .containsPattern("<rect class=\"good\"")
                    .containsPattern("<path class=\"line orange\"")
                    .doesNotContain("{{", "http://", "https://");
            assertThat(out.toString(StandardCharsets.UTF_8)).contains("seed 5", "All invariants hold.");
            assertThat(err.size()).isZero();
        }
    }

    private int run(String... args) {
        err.reset();
        return Main.run(stream(out), stream(err), args);
    }

    private String errors() {
        return err.toString(StandardCharsets.UTF_8);
    }

    private static PrintStream stream(ByteArrayOutputStream bytes) {
        return new PrintStream(bytes, true, StandardCharsets.UTF_8);
    }
}
