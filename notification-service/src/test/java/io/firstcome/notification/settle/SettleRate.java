package io.firstcome.notification.settle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.firstcome.localstack.backend.Backends;
import io.firstcome.localstack.backend.ProcessBackend;
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
 * Measures, when asked to by name, how fast claims that lie on the log become rows, new and again, and what processor time each takes here (all
 * of this JVM) and in the database. Under load the time per claim tells more than claims per second.
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

        Moment from = Moment.now();
        mailWorkers.start();
        await().pollInterval(Duration.ofMillis(100))
                .atMost(Duration.ofMinutes(2))
                .until(() -> mails("SENT") >= 5_000);
        from.report("mails (with their mail server)", mails("SENT"));
    }

    private void measure(String what, Runnable prepare) {
        log.listener().stop();
        prepare.run();
        double before = records();
        Moment from = Moment.now();
        log.listener().start();
        await().pollInterval(Duration.ofMillis(20))
                .atMost(Duration.ofMinutes(2))
                .until(() -> records() - before >= CLAIMS);
        from.report(what, CLAIMS);
    }

    private double records() {
        return registry.counter("firstcome.settle.records").count();
    }

    /** Where clocks stood. */
    private record Moment(long nanos, Duration here, Duration database) {

        static Moment now() {
            return new Moment(
                    System.nanoTime(),
                    cpu(ProcessHandle.current()),
                    ((ProcessBackend) Backends.shared().database())
                            .process()
                            .flatMap(process -> ProcessHandle.of(process.pid()))
                            .map(Moment::cpu)
                            .orElse(Duration.ZERO));
        }

        void report(String what, long count) {
            Moment end = now();
            double seconds = (end.nanos - nanos) / (double) TimeUnit.SECONDS.toNanos(1);
            results.info(
                    "{}: {} in {} s, {}/s; {} µs each here, {} µs in the database",
                    what,
                    count,
                    seconds,
                    Math.round(count / seconds),
                    microsEach(end.here.minus(here), count),
                    microsEach(end.database.minus(database), count));
        }

        private static Duration cpu(ProcessHandle process) {
            return process.info().totalCpuDuration().orElse(Duration.ZERO);
        }

        private static double microsEach(Duration cpu, long count) {
            return Math.round(cpu.toNanos() / 100.0 / count) / 10.0;
        }
    }
}
