package io.firstcome.notification.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import io.firstcome.contracts.Language;
import io.firstcome.kit.trace.Traces;
import io.firstcome.notification.mail.Mailer.MailServerAway;
import java.time.Clock;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.mail.MailSenderAutoConfiguration;
import org.springframework.boot.test.context.ConfigDataApplicationContextInitializer;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.mail.javamail.JavaMailSenderImpl;

/** The service's own settings against a mail server that speaks TLS from the first byte on, and one that speaks none. */
class MailServerTlsTest {

    private GreenMail server;

    @AfterEach
    void stop() {
        server.stop();
    }

    @Test
    void aMailGoesToAServerThatSpeaksTlsFromTheFirstByteOn() {
        server = start(ServerSetup.PROTOCOL_SMTPS);
        with(server.getSmtps().getPort(), "FIRSTCOME_SMTP_SSL=true", mailer -> {
            try (Mailer.Connection connection = mailer.connect()) {
                assertThat(connection.send(mail(), "bob@people.example")).isEqualTo(new Mailer.Accepted());
            }
            assertThat(server.getReceivedMessages()).hasSize(1);
        });
    }

    @Test
    void nothingGoesToAServerWithoutTlsWhereItIsRequired() {
        server = start(ServerSetup.PROTOCOL_SMTP);
        with(
                server.getSmtp().getPort(),
                "FIRSTCOME_SMTP_STARTTLS_REQUIRED=true",
                mailer -> assertThatThrownBy(mailer::connect).isInstanceOf(MailServerAway.class));
    }

    private static GreenMail start(String protocol) {
        GreenMail server = new GreenMail(new ServerSetup(0, "127.0.0.1", protocol));
        server.start();
        return server;
    }

    private interface Use {
        void accept(Mailer mailer) throws MailServerAway;
    }

    private static void with(int port, String setting, Use use) {
        new ApplicationContextRunner()
                .withInitializer(new ConfigDataApplicationContextInitializer())
                .withConfiguration(AutoConfigurations.of(MailSenderAutoConfiguration.class))
                // Its certificate is one of its own making.
                .withPropertyValues(
                        setting,
                        "FIRSTCOME_SMTP_HOST=127.0.0.1",
                        "FIRSTCOME_SMTP_PORT=" + port,
                        "spring.mail.properties.mail.smtp.ssl.trust=*",
                        "spring.mail.properties.mail.smtp.ssl.checkserveridentity=false")
                .run(context -> use.accept(new Mailer(
                        context.getBean(JavaMailSenderImpl.class),
                        Settings.defaults(),
                        new Traces(null),
                        Clock.systemUTC())));
    }

    private static Confirmation mail() {
        return new Confirmation(7, 3, "Gifts", 3, Language.EN, 1, 0, Instant.now(), null);
    }
}
