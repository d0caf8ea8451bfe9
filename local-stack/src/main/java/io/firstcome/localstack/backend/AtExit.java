package io.firstcome.localstack.backend;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * What is to be closed when the JVM exits (also by SIGTERM), newest first. Shutdown hooks run at the same time as each other, so this one
 * waits for Spring's: application contexts close while their backends still answer.
 */
public final class AtExit {
    private static final Deque<AutoCloseable> OPEN = new ArrayDeque<>();
    private static final long SPRING_GETS_MILLIS = TimeUnit.SECONDS.toMillis(15);

    static {
        Runtime.getRuntime().addShutdownHook(new Thread(AtExit::closeAll, "firstcome-exit"));
    }

    private AtExit() {}

    /** Remembers what to close. */
    public static void close(AutoCloseable resource) {
        synchronized (OPEN) {
            OPEN.push(resource);
        }
    }

    /** Forgets what was closed already. */
    public static void closed(AutoCloseable resource) {
        synchronized (OPEN) {
            OPEN.remove(resource);
        }
    }

    private static void closeAll() {
        awaitSpring();
        List<AutoCloseable> open;
        synchronized (OPEN) {
            open = new ArrayList<>(OPEN);
            OPEN.clear();
        }
        for (var resource : open) {
            try {
                resource.close();
            } catch (Exception e) {
                System.err.println("Could not close " + resource + " at exit: " + e);
            }
        }
    }

    private static void awaitSpring() {
        for (var thread : Thread.getAllStackTraces().keySet()) {
            var name = thread.getName();
            if (name.equals("SpringApplicationShutdownHook") || name.equals("SpringContextShutdownHook")) {
                try {
                    thread.join(SPRING_GETS_MILLIS);
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                    return;
                }
            }
        }
    }
}
