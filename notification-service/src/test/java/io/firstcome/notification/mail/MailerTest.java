package io.firstcome.notification.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.firstcome.contracts.Language;
import io.firstcome.kit.trace.Traces;
import io.firstcome.notification.mail.Mailer.MailServerAway;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.mail.javamail.JavaMailSenderImpl;

class MailerTest {

    private static final String ADDRESS = "bob@people.example";

    private final ScriptedSmtp server = new ScriptedSmtp();
    private final Mailer mailer = mailer(server.port());

    @AfterEach
    void closeServer() throws IOException {
        server.close();
    }

    @Test
    void severalMailsGoOverOneConnection() throws MailServerAway {
        try (Mailer.Connection connection = mailer.connect()) {
            for (int n = 1; n <= 3; n++) {
                assertThat(connection.send(mail("Gifts", n), ADDRESS)).isEqualTo(new Mailer.Accepted());
            }
        }
        assertThat(server.accepted()).hasSize(3);
        assertThat(server.connections()).isEqualTo(1);
    }

    @Test
    void aMailTriedAgainHasTheSameIdSoThatAReceiverCanTell() throws MailServerAway {
        Confirmation mail = mail("Gifts", 3);
        try (Mailer.Connection connection = mailer.connect()) {
            connection.send(mail, ADDRESS);
            connection.send(mail, ADDRESS);
        }
        String id = "Message-ID: <claim-7-3-3-" + mail.queuedAt().toEpochMilli() + "@firstcome.example>\r\n";
        assertThat(server.accepted()).allMatch(m -> m.contains(id));
    }

    @Test
    void anEventNameCannotAddAHeader() throws MailServerAway {
        try (Mailer.Connection connection = mailer.connect()) {
            connection.send(mail("Gifts\r\nBcc: eve@people.example\r\n\r\nhello", 3), ADDRESS);
        }
        String headers = server.accepted().getFirst().split("\r\n\r\n")[0];
        assertThat(headers).doesNotContain("\r\nBcc").contains("\r\nTo: " + ADDRESS);
    }

    @ParameterizedTest
    @CsvSource({
        "550 5.1.1 <bob@people.example>: no such user, the mail server says 550 5.1.1",
        "553 bob@people.example is odd,                the mail server says 553",
    })
    void anAddressRefusedForGoodIsRefusedAndNotQuoted(String reply, String error) throws MailServerAway {
        server.on("RCPT", reply);
        try (Mailer.Connection connection = mailer.connect()) {
            assertThat(connection.send(mail("Gifts", 3), ADDRESS)).isEqualTo(new Mailer.Refused(error));
            server.on("RCPT", "250 ok");
            assertThat(connection.send(mail("Gifts", 4), ADDRESS)).isEqualTo(new Mailer.Accepted());
        }
    }

    @ParameterizedTest
    @CsvSource({
        "RCPT, 451 4.7.1 greylisted bob@people.example, 451 4.7.1",
        "RCPT, 450 bob@people.example is busy,          450",
        "END,  452 4.3.1 no room for bob,               452 4.3.1",
        "END,  554 5.7.1 looks like spam,               554 5.7.1",
    })
    void whatMayPassIsPostponedAndNotQuoted(String command, String reply, String codes) throws MailServerAway {
        server.on(command, reply);
        try (Mailer.Connection connection = mailer.connect()) {
            assertThat(connection.send(mail("Gifts", 3), ADDRESS))
                    .isEqualTo(new Mailer.Postponed("the mail server says " + codes));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "RCPT, 421 4.3.0 closing down",
        "MAIL, 550 5.7.1 sender not allowed",
        "RCPT, ''",
        "END,  ''",
        "END,  421 too much",
    })
    void whatIsAboutTheServerIsAnOutage(String command, String reply) throws MailServerAway {
        server.on(command, reply);
        try (Mailer.Connection connection = mailer.connect()) {
            assertThatThrownBy(() -> connection.send(mail("Gifts", 3), ADDRESS))
                    .isInstanceOf(MailServerAway.class)
                    .hasMessageNotContaining("bob");
        }
    }

    @Test
    void aServerThatFallsSilentAfterRefusingAnAddressIsAnOutageForTheNextMail() throws MailServerAway {
        server.on("RCPT", "550 no such user").on("RSET", ScriptedSmtp.SILENCE);
        try (Mailer.Connection connection = mailer.connect()) {
            assertThat(connection.send(mail("Gifts", 3), ADDRESS)).isInstanceOf(Mailer.Refused.class);
            assertThatThrownBy(() -> connection.send(mail("Gifts", 4), ADDRESS)).isInstanceOf(MailServerAway.class);
        }
    }

    @Test
    void aServerThatIsNotThereOrWantsNobodyIsAnOutage() throws IOException {
        server.on("GREETING", "554 go away");
        assertThatThrownBy(mailer::connect).isInstanceOf(MailServerAway.class);
        server.close();
        assertThatThrownBy(mailer::connect).isInstanceOf(MailServerAway.class);
    }

    @Test
    void whatIsNoAddressIsRefusedAndNotQuoted() throws MailServerAway {
        try (Mailer.Connection connection = mailer.connect()) {
            for (String odd : new String[] {"bob", "bob@", "a@b.c, d@e.f", "bob@x.y\r\nRCPT TO:<eve@x.y>", ""}) {
                assertThat(connection.send(mail("Gifts", 3), odd))
                        .isEqualTo(new Mailer.Refused("no mail can be made for this address"));
            }
        }
        assertThat(server.accepted()).isEmpty();
    }

    @Test
    void aSenderThatIsNoneStopsTheStartByName() {
        MailProperties s = Settings.defaults();
        MailProperties bad = new MailProperties(
                "nobody at all",
                1,
                1,
                1,
                s.poll(),
                s.lease(),
                s.leaseMargin(),
                1,
                1,
                1,
                s.poll(),
                s.poll(),
                s.poll(),
                s.poll());
        assertThatIllegalStateException()
                .isThrownBy(() -> new Mailer(new JavaMailSenderImpl(), bad, new Traces(null), Clock.systemUTC()))
                .withMessageContaining("FIRSTCOME_MAIL_FROM");
    }

    static Mailer mailer(int port) {
        JavaMailSenderImpl smtp = new JavaMailSenderImpl();
        smtp.setHost("127.0.0.1");
        smtp.setPort(port);
        smtp.getJavaMailProperties().setProperty("mail.smtp.timeout", "2000");
        return new Mailer(smtp, Settings.defaults(), new Traces(null), Clock.systemUTC());
    }

    private static Confirmation mail(String event, long user) {
        return new Confirmation(7, user, event, 3, Language.EN, 1, 0, Instant.now(), null);
    }
}
