package io.firstcome.notification.mail;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.springframework.stereotype.Component;

/** Wakes idle workers. A call that comes just before a worker falls asleep is not lost: the permit waits for it. */
@Component
class WakeUp {

    private final Semaphore calls = new Semaphore(0);
    private final int workers;

    WakeUp(MailProperties properties) {
        this.workers = properties.workers();
    }

    /** Calls every worker of this process. */
    void all() {
        calls.drainPermits();
        calls.release(workers);
    }

    /** Returns when called, or after the given time. */
    void await(Duration atMost) throws InterruptedException {
        calls.tryAcquire(atMost.toMillis(), TimeUnit.MILLISECONDS);
    }
}
