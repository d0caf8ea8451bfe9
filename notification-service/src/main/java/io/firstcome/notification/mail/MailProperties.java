package io.firstcome.notification.mail;

import jakarta.validation.constraints.AssertTrue;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.validation.annotation.Validated;

/**
 * Settings of the mails, beside those of {@code spring.mail}.
 *
 * @param from          sender, as in a mail's From
 * @param workers       threads that send
 * @param batch         mails taken at once
 * @param markAfter     sent mails marked at once
 * @param poll          how often an idle worker looks
 * @param lease         how long a taken mail belongs to its worker
 * @param leaseMargin   with less than this left of the lease no mail is begun
 * @param herdFrom      claims settled in a second from which on settling comes first
 * @param herdRate      mails a second of this process meanwhile
 * @param maxAttempts   tries of a mail that fails for a reason of its own
 * @param retryFirst    bound of the first pause between such tries; it doubles
 * @param retryLongest  bound of the longest
 * @param outageLongest longest pause while the mail server or auth-service is away
 * @param giveUpAfter   how long a mail may wait in all
 */
@Validated
@ConfigurationProperties("firstcome.mail")
record MailProperties(
        @NotBlank String from,
        @Min(1) int workers,
        @Min(1) int batch,
        @Min(1) int markAfter,
        @NotNull Duration poll,
        @NotNull Duration lease,
        @NotNull Duration leaseMargin,
        @Min(1) int herdFrom,
        @Min(1) int herdRate,
        @Min(1) int maxAttempts,
        @NotNull Duration retryFirst,
        @NotNull Duration retryLongest,
        @NotNull Duration outageLongest,
        @NotNull Duration giveUpAfter) {

    @AssertTrue(
            message = "FIRSTCOME_MAIL_LEASE must be longer than FIRSTCOME_MAIL_LEASE_MARGIN, or no mail is ever begun")
    boolean isLeaseLongerThanItsMargin() {
        return lease == null || leaseMargin == null || lease.compareTo(leaseMargin) > 0;
    }
}
