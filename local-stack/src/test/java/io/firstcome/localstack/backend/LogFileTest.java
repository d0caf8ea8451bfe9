package io.firstcome.localstack.backend;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LogFileTest {
    @TempDir
    Path folder;

    @Test
    void whatSpringDescribesIsTheComplaint() throws IOException {
        var log = write("""
                2026-11-20 ERROR LoggingFailureAnalysisReporter :

                ***************************
                APPLICATION FAILED TO START
                ***************************

                Description:

                Web server failed to start. Port 8082 was already in use.

                Action:

                Identify and stop the process that is listening on port 8082.
                """);

        assertThat(LogFile.lastComplaint(log)).contains("Web server failed to start. Port 8082 was already in use.");
    }

    @Test
    void orElseTheLastLineThatLooksLikeOne() throws IOException {
        assertThat(LogFile.lastComplaint(write("started\nERROR: no memory\nbye\n")))
                .contains("ERROR: no memory");
        assertThat(LogFile.lastComplaint(write("started\nbye\n"))).contains("bye");
        assertThat(LogFile.lastComplaint(write(""))).isEmpty();
        assertThat(LogFile.lastComplaint(folder.resolve("none"))).isEmpty();
    }

    private Path write(String text) throws IOException {
        return Files.writeString(folder.resolve("log"), text);
    }
}
