package io.firstcome.notification.mail;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Tells workers that the process is about to end; a pause taken here ends at once then. */
final class Stop {

    private final CountDownLatch asked = new CountDownLatch(1);

    void ask() {
        asked.countDown();
    }

    boolean isAsked() {
        return asked.getCount() == 0;
    }

    /** Pauses; returns true as soon as the process is about to end. */
    boolean within(Duration pause) throws InterruptedException {
        return asked.await(pause.toMillis(), TimeUnit.MILLISECONDS);
    }
}
