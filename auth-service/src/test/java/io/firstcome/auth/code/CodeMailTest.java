package io.firstcome.auth.code;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.firstcome.auth.account.EmailAddress;
import io.firstcome.contracts.Language;
import io.firstcome.contracts.problem.ProblemCode;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.Properties;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.mail.javamail.JavaMailSenderImpl;

/** A mail server that refuses, on a port of its own. */
@ExtendWith(OutputCaptureExtension.class)
class CodeMailTest {

    private static final EmailAddress KIM =
            EmailAddress.parse("kim@example.com").orElseThrow();

    private final CountDownLatch asked = new CountDownLatch(1);
    private final CountDownLatch mayAnswer = new CountDownLatch(1);
    private volatile String answerToRecipient;
    private ServerSocket server;

    @BeforeEach
    void start() throws IOException {
        server = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
        Thread.ofVirtual().start(this::serve);
    }

    @AfterEach
    void stop() throws IOException {
        mayAnswer.countDown();
        server.close();
    }

    @Test
    void aRecipientRefusedForGoodIsNotToldApart(CapturedOutput output) {
        answerToRecipient = "550 5.1.1 <kim@example.com> no such user";
        mayAnswer.countDown();
        mail(1).send(KIM, "123456", Language.EN);
        assertThat(output)
                .contains("refuses a recipient")
                .doesNotContain("kim@")
                .doesNotContain("123456");
    }

    @Test
    void anythingElseIsAFailureWhoseMessageHoldsNoAddress() {
        answerToRecipient = "451 4.3.0 <kim@example.com> try again later";
        mayAnswer.countDown();
        assertThatThrownBy(() -> mail(1).send(KIM, "123456", Language.EN))
                .isInstanceOfSatisfying(
                        MailNotSent.class, e -> assertThat(e.code()).isEqualTo(ProblemCode.UNAVAILABLE))
                .hasMessageContaining("SMTPAddressFailedException 451")
                .hasMessageNotContaining("kim")
                .hasNoCause();
    }

    @Test
    void aMailServerThatIsAwayIsAFailure() throws IOException {
        // Another one: at the first somebody may be let in at the very moment it closes.
        stop();
        server = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
        server.close();
        assertThatThrownBy(() -> mail(1).send(KIM, "123456", Language.EN))
                .isInstanceOf(MailNotSent.class)
                .hasMessageContaining("ConnectException");
    }

    @Test
    void aMailThatGetsNoTurnNamesTheSettingToTurn() throws Exception {
        answerToRecipient = "250 ok";
        CodeMail mail = mail(1);
        Thread first = Thread.ofVirtual().start(() -> mail.send(KIM, "123456", Language.EN));
        asked.await();
        assertThatThrownBy(() -> mail.send(KIM, "123456", Language.EN))
                .isInstanceOfSatisfying(
                        MailNotSent.class, e -> assertThat(e.code()).isEqualTo(ProblemCode.OVERLOADED))
                .hasMessageContaining("firstcome.mail.at-once");
        mayAnswer.countDown();
        first.join();
        mail.send(KIM, "123456", Language.EN);
    }

    private CodeMail mail(int atOnce) {
        JavaMailSenderImpl sender = new JavaMailSenderImpl();
        sender.setHost("127.0.0.1");
        sender.setPort(server.getLocalPort());
        Properties timeouts = new Properties();
        timeouts.setProperty("mail.smtp.timeout", "5000");
        sender.setJavaMailProperties(timeouts);
        return new CodeMail(
                sender,
                new MailProperties("Firstcome <no-reply@firstcome.local>", atOnce, Duration.ofMillis(20)),
                new CodeProperties(Duration.ofMinutes(5), 5, Duration.ofMinutes(1), 10, 10, 10));
    }

    private void serve() {
        try {
            while (true) {
                Socket client = server.accept();
                Thread.ofVirtual().start(() -> talk(client));
            }
        } catch (IOException closed) {
            // The test is over.
        }
    }

    private void talk(Socket client) {
        try (client;
                var in = new BufferedReader(new InputStreamReader(client.getInputStream(), US_ASCII));
                var out = new PrintStream(client.getOutputStream(), true, US_ASCII)) {
            out.print("220 test\r\n");
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                out.print(answer(line, in) + "\r\n");
                out.flush();
            }
        } catch (IOException | InterruptedException gone) {
            // So is the client.
        }
    }

    private String answer(String line, BufferedReader in) throws IOException, InterruptedException {
        if (line.startsWith("RCPT")) {
            asked.countDown();
            mayAnswer.await();
            return answerToRecipient;
        }
        if (line.startsWith("DATA")) {
            return "354 go on";
        }
        if (line.startsWith("QUIT")) {
            return "221 bye";
        }
        if (line.startsWith("EHLO") || line.startsWith("MAIL") || line.startsWith("RSET")) {
            return "250 ok";
        }
        // A line of the mail itself; the last one is a dot.
        String last = line;
        while (last != null && !last.equals(".")) {
            last = in.readLine();
        }
        return "250 taken";
    }
}
