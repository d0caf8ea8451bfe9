package io.firstcome.systemtest;

import static org.assertj.core.api.Assertions.assertThat;

import io.firstcome.localstack.launch.Service;
import io.firstcome.localstack.launch.Suite;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** An instance that ends in an orderly way leaves the registry first, so that nobody is sent to it in vain. */
class RollingRestartTest {

    private static final int CLIENTS = 4;
    private static final long PAUSE_MILLIS = 100;

    @Test
    void usersNoticeNothingOfARestartOfOneInstanceAfterTheOther() throws Exception {
        Suite suite = RunningSuite.suite();
        long event = People.openEvent("Rolling", 1_000_000);
        Queue<Integer> statuses = new ConcurrentLinkedQueue<>();
        Runnable apply = () -> statuses.add(apply(event));
        try (var clients = Executors.newScheduledThreadPool(CLIENTS)) {
            for (int client = 0; client < CLIENTS; client++) {
                clients.scheduleWithFixedDelay(apply, 0, PAUSE_MILLIS, TimeUnit.MILLISECONDS);
            }
            for (Service service : List.of(Service.EVENT, Service.STOCK)) {
                assertThat(suite.stop(service, 1)).as("ended by itself").isTrue();
                suite.restart(service, 1);
            }
        }
        assertThat(statuses).hasSizeGreaterThan(100).containsOnly(202);
    }

    /** Gives the status of an apply by somebody new; 0 when there is no answer at all. */
    private static int apply(long event) {
        try {
            return Api.gateway()
                    .token(Tokens.stranger())
                    .post("/api/event/apply?eventId=" + event)
                    .status();
        } catch (UncheckedIOException noAnswer) {
            return 0;
        }
    }
}
