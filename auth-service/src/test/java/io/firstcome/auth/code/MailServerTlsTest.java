package io.firstcome.auth.code;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import io.firstcome.auth.account.EmailAddress;
import io.firstcome.contracts.Language;
import java.time.Duration;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.mail.MailSenderAutoConfiguration;
import org.springframework.boot.test.context.ConfigDataApplicationContextInitializer;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.mail.javamail.JavaMailSender;

/** The service's own settings against a mail server that speaks TLS from the first byte on, and one that speaks none. */
class MailServerTlsTest {

    private GreenMail server;

    @AfterEach
    void stop() {
        server.stop();
    }

    @Test
    void aCodeGoesToAServerThatSpeaksTlsFromTheFirstByteOn() {
        server = start(ServerSetup.PROTOCOL_SMTPS);
        with(server.getSmtps().getPort(), "FIRSTCOME_SMTP_SSL=true", mail -> {
            send(mail);
            assertThat(server.getReceivedMessages())
                    .singleElement()
                    .satisfies(message -> assertThat(message.getMessageID())
                            .as("the sender's domain, not this machine's name")
                            .endsWith("@firstcome.local>"));
        });
    }

    @Test
    void nothingGoesToAServerWithoutTlsWhereItIsRequired() {
        server = start(ServerSetup.PROTOCOL_SMTP);
        with(server.getSmtp().getPort(), "FIRSTCOME_SMTP_STARTTLS_REQUIRED=true", mail -> {
            assertThatThrownBy(() -> send(mail)).isInstanceOf(MailNotSent.class);
            assertThat(server.getReceivedMessages()).isEmpty();
        });
    }

    private static GreenMail start(String protocol) {
        GreenMail server = new GreenMail(new ServerSetup(0, "127.0.0.1", protocol));
        server.start();
        return server;
    }

    private static void with(int port, String setting, Consumer<CodeMail> use) {
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
                .run(context -> use.accept(new CodeMail(
                        context.getBean(JavaMailSender.class),
                        new MailProperties("Firstcome <no-reply@firstcome.local>", 1, Duration.ofSeconds(1)),
                        new CodeProperties(Duration.ofMinutes(5), 5, Duration.ofMinutes(1), 10, 10, 10))));
    }

    private static void send(CodeMail mail) {
        mail.send(EmailAddress.parse("kim@example.com").orElseThrow(), "123456", Language.EN);
    }
}
