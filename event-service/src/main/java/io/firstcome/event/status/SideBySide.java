package io.firstcome.event.status;

import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.function.BiConsumer;

/** Serves the events of a batch at the same time: a batch over many must not take as long as all of them one after another. */
final class SideBySide {

    private static final Executor THREADS = Executors.newVirtualThreadPerTaskExecutor();

    /** So many at once in this process, half of what the bulkhead of a service lets through: the other half is for those who apply. */
    private static final Semaphore TURNS = new Semaphore(32);

    private SideBySide() {}

    /** Calls {@code serve} with each event and what belongs to it, and returns when all calls have. */
    static <E, W> void serve(Map<E, W> byEvent, BiConsumer<E, W> serve) {
        if (byEvent.size() == 1) {
            byEvent.forEach(serve);
        } else {
            CompletableFuture.allOf(byEvent.entrySet().stream()
                            .map(each -> CompletableFuture.runAsync(
                                    () -> inTurn(() -> serve.accept(each.getKey(), each.getValue())), THREADS))
                            .toArray(CompletableFuture[]::new))
                    .join();
        }
    }

    private static void inTurn(Runnable work) {
        TURNS.acquireUninterruptibly();
        try {
            work.run();
        } finally {
            TURNS.release();
        }
    }
}
