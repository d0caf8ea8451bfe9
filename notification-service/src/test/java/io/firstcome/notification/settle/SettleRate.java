package io.firstcome.notification.settle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.firstcome.notification.ServiceTest;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.context.Lifecycle;

/**
 * Measures, when asked to by name, how fast claims that lie on the log become rows, new and again:
 * {@code mvn -f notification-service/pom.xml test -Dtest=SettleRate}.
 */
class SettleRate extends ServiceTest {

    private static final Logger results = LoggerFactory.getLogger(SettleRate.class);
    private static final int CLAIMS = 100_000;

    @Autowired
    @Qualifier("mailWorkers") private Lifecycle mailWorkers;

    @Autowired
    private MeterRegistry registry;

    @Test
    void claimsBecomeRowsFast() {
        mailWorkers.stop();
        log.publish(claims(1_000));
        awaitCaughtUp();
        newEvent();

        var start = log.ends("claims");
        measure("new claims", () -> log.publish(claims(CLAIMS)));
        assertThat(settled()).isEqualTo(CLAIMS);
        measure("the same again", () -> log.rewindTo(start));
        assertThat(settled()).isEqualTo(CLAIMS);

        long from = System.nanoTime();
        mailWorkers.start();
        await().pollInterval(Duration.ofMillis(100))
                .atMost(Duration.ofMinutes(1))
                .until(() -> mails("SENT") >= 5_000);
        report("mails", mails("SENT"), from);
    }

    private void measure(String what, Runnable prepare) {
        log.listener().stop();
        prepare.run();
        double before = records();
        long from = System.nanoTime();
        log.listener().start();
        await().pollInterval(Duration.ofMillis(20))
                .atMost(Duration.ofMinutes(2))
                .until(() -> records() - before >= CLAIMS);
        report(what, CLAIMS, from);
    }

    private double records() {
        return registry.counter("firstcome.settle.records").count();
    }

    private static void report(String what, long count, long from) {
        double seconds = (System.nanoTime() - from) / (double) TimeUnit.SECONDS.toNanos(1);
        results.info("{}: {} in {} s, {}/s", what, count, seconds, Math.round(count / seconds));
    }
}
