package io.firstcome.notification.mail;

import static org.assertj.core.api.Assertions.assertThat;

import io.firstcome.contracts.Language;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

class RetryPolicyTest {

    private static final Instant NOW = Instant.parse("2026-05-01T10:00:00Z");

    private final RetryPolicy policy =
            new RetryPolicy(Settings.of(3, Duration.ofHours(1)), Clock.fixed(NOW, ZoneOffset.UTC));

    @RepeatedTest(20)
    void pausesAreARandomPartOfABoundThatDoublesUpToTheLongest() {
        Backoff backoff = new Backoff(Duration.ofSeconds(1), Duration.ofMinutes(5));

        assertThat(backoff.bound(1)).isEqualTo(Duration.ofSeconds(1));
        assertThat(backoff.bound(4)).isEqualTo(Duration.ofSeconds(8));
        assertThat(backoff.bound(9)).isEqualTo(Duration.ofSeconds(256));
        assertThat(backoff.bound(10)).isEqualTo(Duration.ofMinutes(5));
        assertThat(backoff.bound(Integer.MAX_VALUE)).isEqualTo(Duration.ofMinutes(5));
        assertThat(backoff.after(4)).isBetween(Duration.ZERO, Duration.ofSeconds(8));
    }

    @Test
    void aMailThatFailsByItselfIsTriedAgainAndGivenUpAfterTheLastTry() {
        assertThat(policy.failed(mail(0, NOW), "451"))
                .isInstanceOfSatisfying(
                        Delivery.Deferred.class,
                        later -> assertThat(later.due()).isBetween(NOW, NOW.plusSeconds(1)));
        assertThat(policy.failed(mail(1, NOW), "451")).isInstanceOf(Delivery.Deferred.class);
        assertThat(policy.failed(mail(2, NOW), "451")).isEqualTo(new Delivery.Failed(mail(2, NOW), "451"));
    }

    @Test
    void anOutageCountsForNothingButTheAge() {
        Confirmation young = mail(2, NOW.minus(Duration.ofMinutes(59)));
        assertThat(policy.untried(young, "away")).isEqualTo(new Delivery.PutBack(young, NOW, "away"));

        Confirmation old = mail(0, NOW.minus(Duration.ofMinutes(61)));
        assertThat(policy.untried(old, "away")).isEqualTo(new Delivery.Failed(old, "away"));
        assertThat(policy.failed(old, "451")).isEqualTo(new Delivery.Failed(old, "451"));
    }

    @Test
    void aMailThatThereWasNoTimeForIsNeverGivenUp() {
        Confirmation old = mail(0, NOW.minus(Duration.ofDays(9)));
        assertThat(policy.untried(old, null)).isEqualTo(new Delivery.PutBack(old, NOW, null));
    }

    private static Confirmation mail(int failures, Instant queuedAt) {
        return new Confirmation(2, 3, "Gifts", 4, Language.EN, 9, failures, queuedAt, null);
    }
}
