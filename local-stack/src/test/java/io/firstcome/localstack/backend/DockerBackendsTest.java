package io.firstcome.localstack.backend;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The same seam on containers; run by the Maven profile docker, where a missing daemon is a failure. */
@Tag("docker")
class DockerBackendsTest {
    private static final BackendSource SOURCE = BackendSource.chosen("docker");

    @AfterAll
    static void close() {
        SOURCE.close();
    }

    @Test
    void redisAnswersAgainAfterAKill() {
        killAndStart(Part.REDIS);
    }

    @Test
    void kafkaAnswersAgainAfterAKill() {
        killAndStart(Part.KAFKA);
    }

    @Test
    void databaseHasItsSchemasAfterAKill() throws Exception {
        try (var database = (Database) SOURCE.start(Part.DATABASE)) {
            database.kill();
            database.start();
            for (var schema : Database.SCHEMAS) {
                try (var connection = database.connect(schema)) {
                    assertThat(connection.getCatalog()).isEqualTo(schema);
                }
            }
        }
    }

    @Test
    void mailboxTakesMails() throws Exception {
        try (var mailbox = (Mailbox) SOURCE.start(Part.MAILBOX)) {
            Mails.send(mailbox.smtpPort(), "kim@example.com", "인증 코드", "코드", "<b>코드</b>");
            assertThat(mailbox.messagesTo("kim@example.com"))
                    .singleElement()
                    .extracting(Mailbox.Mail::subject)
                    .isEqualTo("인증 코드");
        }
    }

    private static void killAndStart(Part part) {
        try (var backend = SOURCE.start(part)) {
            backend.kill();
            backend.start();
            assertThat(backend.environment()).isNotEmpty();
        }
    }
}
