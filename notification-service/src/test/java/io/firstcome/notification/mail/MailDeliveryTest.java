package io.firstcome.notification.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.firstcome.contracts.Language;
import io.firstcome.contracts.claim.ClaimGranted;
import io.firstcome.localstack.backend.Backends;
import io.firstcome.localstack.backend.Mailbox;
import io.firstcome.notification.AuthDouble;
import io.firstcome.notification.ClaimsLog;
import io.firstcome.notification.NotificationService;
import io.firstcome.notification.ServiceTest;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ConfigurableApplicationContext;

/** Mails from the log to the mailbox. */
@ExtendWith(OutputCaptureExtension.class)
class MailDeliveryTest extends ServiceTest {

    /** From the mail server's return until every mail has arrived. */
    private static final Duration A_MINUTE = Duration.ofMinutes(1);

    @Test
    void aWinnerIsWrittenToInTheLanguageOfTheClaim() {
        ClaimGranted english = claim(1);
        ClaimGranted korean =
                new ClaimGranted(event, "<봄> 선물", firstUser + 2, 2, 2, Language.KO, System.currentTimeMillis());

        log.publish(english, korean);
        await().atMost(ClaimsLog.PATIENCE).until(() -> mails("SENT") == 2);

        Mailbox.Mail first = mailsTo(1).getFirst();
        assertThat(first.subject()).isEqualTo("Confirmed: " + EVENT_NAME);
        assertThat(first.from()).isEqualTo("no-reply@firstcome.local");
        assertThat(first.text()).contains("Your rank: 1");
        assertThat(first.html()).contains("Your rank: <strong>1</strong>");
        Mailbox.Mail second = mailsTo(2).getFirst();
        assertThat(second.subject()).isEqualTo("선착순 확정: <봄> 선물");
        assertThat(second.text()).contains("도착 순번: 2", "<봄> 선물");
        assertThat(second.html()).contains("&lt;봄&gt; 선물");
    }

    @Test
    void aHerdOfWinnersGetsOneMailEachFromTwoInstancesOfWhichOneIsShutDownMeanwhile() {
        try (ConfigurableApplicationContext other = anotherInstance()) {
            log.publish(claims(500));
            await().atMost(ClaimsLog.PATIENCE).until(() -> mails("SENT") > 50);
        }
        await().atMost(ClaimsLog.PATIENCE).until(() -> mails("SENT") == 500);

        assertThat(settled()).isEqualTo(500);
        assertEachGotOne(500);
    }

    @Test
    void whenTheMailServerReturnsEveryMailArrivesOnce(CapturedOutput output) {
        Mailbox mailbox = Backends.shared().mailbox();
        mailbox.stop();
        try {
            log.publish(claims(120));
            await().atMost(ClaimsLog.PATIENCE).until(() -> settled() == 120);
            await().atMost(ClaimsLog.PATIENCE).until(() -> output.getAll().contains("No mail goes out"));
            assertThat(mails("PENDING")).isEqualTo(120);
        } finally {
            mailbox.start();
        }

        await().atMost(A_MINUTE).until(() -> mails("SENT") == 120);
        assertEachGotOne(120);
        assertThat(output.getAll()).contains("Mails are going out again").doesNotContain("people.example");
    }

    @Test
    void whenAuthServiceReturnsEveryMailArrivesOnce(CapturedOutput output) {
        AuthDouble.INSTANCE.away(true);
        try {
            log.publish(claims(30));
            awaitCaughtUp();
            await().atMost(ClaimsLog.PATIENCE).until(() -> output.getAll().contains("No mail goes out: auth-service"));
            assertThat(mails("PENDING")).isEqualTo(30);
        } finally {
            AuthDouble.INSTANCE.away(false);
        }

        await().atMost(A_MINUTE).until(() -> mails("SENT") == 30);
        assertEachGotOne(30);
    }

    private void assertEachGotOne(int users) {
        for (int rank = 1; rank <= users; rank++) {
            assertThat(mailsTo(rank)).as("mails of rank %d", rank).hasSize(1);
        }
    }

    private List<Mailbox.Mail> mailsTo(int rank) {
        return Backends.shared().mailbox().messagesTo(AuthDouble.addressOf(firstUser + rank));
    }

    private static ConfigurableApplicationContext anotherInstance() {
        return new SpringApplicationBuilder(NotificationService.class)
                .properties("spring.cloud.discovery.client.simple.instances.auth-service[0].uri="
                        + AuthDouble.INSTANCE.url())
                .run();
    }
}
