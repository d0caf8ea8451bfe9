package io.firstcome.notification.mail;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.validation.ValidationAutoConfiguration;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.test.context.ConfigDataApplicationContextInitializer;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

class MailPropertiesTest {

    private final ApplicationContextRunner service = new ApplicationContextRunner()
            .withInitializer(new ConfigDataApplicationContextInitializer())
            .withConfiguration(AutoConfigurations.of(ValidationAutoConfiguration.class))
            .withUserConfiguration(Bound.class);

    @Test
    void theDefaultsAreThoseOfTheReadme() {
        service.run(context -> assertThat(context.getBean(MailProperties.class))
                .isEqualTo(new MailProperties(
                        "Firstcome <no-reply@firstcome.local>",
                        2,
                        50,
                        10,
                        Duration.ofMillis(500),
                        Duration.ofMinutes(2),
                        Duration.ofSeconds(30),
                        300,
                        50,
                        12,
                        Duration.ofSeconds(1),
                        Duration.ofMinutes(5),
                        Duration.ofSeconds(15),
                        Duration.ofDays(3))));
    }

    @Test
    void everySettingIsReadFromTheEnvironment() {
        service.withSystemProperties(
                        "FIRSTCOME_MAIL_FROM=A <a@b.c>",
                        "FIRSTCOME_MAIL_WORKERS=3",
                        "FIRSTCOME_MAIL_BATCH=4",
                        "FIRSTCOME_MAIL_MARK_AFTER=5",
                        "FIRSTCOME_MAIL_POLL=6s",
                        "FIRSTCOME_MAIL_LEASE=8m",
                        "FIRSTCOME_MAIL_LEASE_MARGIN=7s",
                        "FIRSTCOME_MAIL_HERD_FROM=14",
                        "FIRSTCOME_MAIL_HERD_RATE=15",
                        "FIRSTCOME_MAIL_MAX_ATTEMPTS=9",
                        "FIRSTCOME_MAIL_RETRY_FIRST=10s",
                        "FIRSTCOME_MAIL_RETRY_LONGEST=11m",
                        "FIRSTCOME_MAIL_OUTAGE_LONGEST=12s",
                        "FIRSTCOME_MAIL_GIVE_UP_AFTER=13h")
                .run(context -> assertThat(context.getBean(MailProperties.class))
                        .isEqualTo(new MailProperties(
                                "A <a@b.c>",
                                3,
                                4,
                                5,
                                Duration.ofSeconds(6),
                                Duration.ofMinutes(8),
                                Duration.ofSeconds(7),
                                14,
                                15,
                                9,
                                Duration.ofSeconds(10),
                                Duration.ofMinutes(11),
                                Duration.ofSeconds(12),
                                Duration.ofHours(13))));
    }

    @Test
    void aLeaseInWhichNothingCouldBeSentStopsTheStart() {
        service.withSystemProperties("FIRSTCOME_MAIL_LEASE=30s")
                .run(context -> assertThat(context)
                        .getFailure()
                        .rootCause()
                        .hasMessageContaining("FIRSTCOME_MAIL_LEASE must be longer"));
    }

    @Test
    void noWorkersStopTheStart() {
        service.withSystemProperties("FIRSTCOME_MAIL_WORKERS=0")
                .run(context -> assertThat(context).getFailure().rootCause().hasMessageContaining("workers"));
    }

    @EnableConfigurationProperties(MailProperties.class)
    static class Bound {}
}
