package io.firstcome.notification.mail;

import java.time.Duration;

/** Settings for tests without Spring. */
final class Settings {

    private Settings() {}

    static MailProperties of(int maxAttempts, Duration giveUpAfter) {
        return new MailProperties(
                "선착순 Firstcome <no-reply@firstcome.example>",
                2,
                50,
                10,
                Duration.ofMillis(500),
                Duration.ofMinutes(2),
                Duration.ofSeconds(30),
                300,
                50,
                maxAttempts,
                Duration.ofSeconds(1),
                Duration.ofMinutes(5),
                Duration.ofSeconds(15),
                giveUpAfter);
    }

    static MailProperties defaults() {
        return of(12, Duration.ofDays(3));
    }
}
