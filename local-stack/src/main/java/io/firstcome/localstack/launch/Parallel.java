package io.firstcome.localstack.launch;

import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.Executors;

/** Several things at a time. */
final class Parallel {
    private Parallel() {}

    /** Runs all and returns when all are done, or throws what the first failure threw as soon as it is there. */
    static void run(List<Runnable> tasks) {
        var threads = Executors.newFixedThreadPool(
                Math.max(1, tasks.size()),
                Thread.ofPlatform().daemon().name("parallel-", 0).factory());
        try {
            var running = new ExecutorCompletionService<Void>(threads);
            tasks.forEach(task -> running.submit(task, null));
            for (int i = 0; i < tasks.size(); i++) {
                running.take().get();
            }
        } catch (ExecutionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : new CompletionException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new LaunchException("interrupted", e);
        } finally {
            threads.shutdownNow();
        }
    }
}
