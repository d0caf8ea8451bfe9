package io.firstcome.systemtest;

import static org.assertj.core.api.Assertions.assertThat;

import io.firstcome.localstack.launch.Service;
import io.firstcome.localstack.launch.Suite;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** An instance that ends in an orderly way leaves the registry first, so that nobody is sent to it in vain. */
class RollingRestartTest {

    private static final int CLIENTS = 4;

    @Test
    void usersNoticeNothingOfARestartOfOneInstanceAfterTheOther() throws Exception {
        Suite suite = RunningSuite.suite();
        long event = People.openEvent("Rolling", 1_000_000);
        AtomicBoolean over = new AtomicBoolean();
        ConcurrentLinkedQueue<Integer> statuses = new ConcurrentLinkedQueue<>();
        Callable<Void> client = () -> {
            while (!over.get()) {
                statuses.add(Api.gateway()
                        .token(Tokens.stranger())
                        .post("/api/event/apply?eventId=" + event)
                        .status());
            }
            return null;
        };
        try (var clients = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Void>> running = IntStream.range(0, CLIENTS)
                    .mapToObj(n -> clients.submit(client))
                    .toList();
            try {
                for (Service service : List.of(Service.EVENT, Service.STOCK)) {
                    assertThat(suite.stop(service, 1)).as("ended by itself").isTrue();
                    suite.restart(service, 1);
                }
            } finally {
                over.set(true);
            }
            for (Future<Void> one : running) {
                one.get();
            }
        }
        assertThat(statuses).hasSizeGreaterThan(100).containsOnly(202);
    }
}
