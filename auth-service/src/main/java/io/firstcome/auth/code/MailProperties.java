package io.firstcome.auth.code;

import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.validation.annotation.Validated;

/**
 * Settings of mails; the mail server's are Spring's.
 *
 * @param from    sender, with or without a name
 * @param atOnce  how many mails are handed in at once
 * @param maxWait how long a mail waits for its turn
 */
@Validated
@ConfigurationProperties(prefix = "firstcome.mail", ignoreUnknownFields = false)
record MailProperties(
        @NotBlank String from, @Min(1) int atOnce, @NotNull Duration maxWait) {}
