package io.firstcome.notification.mail;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * The threads that send. Idle ones look each {@code poll} and are woken by a settled batch. In an outage they pause, longer
 * each time up to {@code outageLongest}, and nothing wakes them: a herd must not hammer a mail server that is down. While a herd is
 * being settled they rest between rounds ({@link Restraint}).
 */
@Component
class MailWorkers implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(MailWorkers.class);

    /** At the end of the process; as long as Spring grants a phase. */
    private static final Duration LAST_MAIL = Duration.ofSeconds(20);

    private final MailRound round;
    private final WakeUp wakeUp;
    private final Restraint restraint;
    private final MailProperties properties;
    private final Backoff outagePause;
    private List<Thread> threads = List.of();
    private Stop stop;

    MailWorkers(MailRound round, WakeUp wakeUp, Restraint restraint, MailProperties properties) {
        this.round = round;
        this.wakeUp = wakeUp;
        this.restraint = restraint;
        this.properties = properties;
        this.outagePause = new Backoff(properties.retryFirst(), properties.outageLongest());
    }

    @Override
    public synchronized void start() {
        Stop mine = new Stop();
        stop = mine;
        threads = IntStream.rangeClosed(1, properties.workers())
                .mapToObj(n ->
                        Thread.ofPlatform().name("mail-worker-" + n).daemon().start(() -> work(mine)))
                .toList();
    }

    @Override
    public synchronized void stop() {
        stop.ask();
        wakeUp.all();
        Instant latest = Instant.now().plus(LAST_MAIL);
        try {
            for (Thread thread : threads) {
                thread.join(Duration.between(Instant.now(), latest));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        threads = List.of();
    }

    @Override
    public synchronized boolean isRunning() {
        return !threads.isEmpty();
    }

    private void work(Stop stop) {
        int outages = 0;
        try {
            while (!stop.isAsked()) {
                outages = afterRound(stop, outages);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Does a round and pauses as it ended; returns how many outages there have been in a row. */
    private int afterRound(Stop stop, int outages) throws InterruptedException {
        switch (round(stop)) {
            case MailRound.NothingDue nothing -> {
                wakeUp.await(properties.poll());
                return outages;
            }
            case MailRound.Worked worked -> {
                if (outages > 0) {
                    log.info("Mails are going out again");
                }
                stop.within(restraint.after(worked.mails()));
                return 0;
            }
            case MailRound.Outage outage -> {
                if (outages == 0) {
                    log.warn("No mail goes out: {}", outage.what());
                }
                stop.within(outagePause.after(outages + 1));
                return outages + 1;
            }
        }
    }

    /** A worker outlives everything, MySQL's absence above all. */
    private MailRound.Ended round(Stop stop) throws InterruptedException {
        try {
            return round.run(stop);
        } catch (RuntimeException e) {
            log.warn("A round of mails failed", e);
            return new MailRound.Outage(e.getClass().getSimpleName());
        }
    }
}
