package io.firstcome.loadtest.lane;

import io.firstcome.loadtest.http.Answer;
import io.firstcome.loadtest.http.Connection;
import io.firstcome.loadtest.http.Endpoint;
import io.firstcome.loadtest.http.Request;
import java.io.IOException;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.DelayQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.Stream;

/** Keep-alive connections to one server, and the running of errands over them. */
public final class Lanes implements AutoCloseable {

    private final List<Connection> connections;
    private final AtomicInteger opened = new AtomicInteger();
    private final LongAdder bodies = new LongAdder();
    private final LongAdder bodiesWithAt = new LongAdder();

    /** Takes the server, the number of connections, and how long one waits for the parts of an answer. */
    public Lanes(Endpoint server, int count, Duration timeout) {
        this.connections = Stream.generate(() -> new Connection(server, timeout))
                .limit(count)
                .toList();
    }

    /** Opens all connections; returns why one could not be opened, empty when all are open. */
    public Optional<IOException> open() throws InterruptedException {
        try {
            inParallel(connections.stream()
                    .<Callable<Void>>map(connection -> () -> {
                        connection.open();
                        opened.incrementAndGet();
                        return null;
                    })
                    .toList());
            return Optional.empty();
        } catch (IOException refused) {
            return Optional.of(refused);
        }
    }

    /** Returns how many connections {@link #open} has opened so far. */
    public int opened() {
        return opened.get();
    }

    /** Runs all errands to their ends. One run at a time. */
    public void run(Collection<? extends Errand> errands) throws InterruptedException {
        if (errands.isEmpty()) {
            return;
        }
        Work work = new Work(errands);
        try {
            inParallel(connections.stream()
                    .limit(errands.size())
                    .<Callable<Void>>map(connection -> () -> {
                        work.on(connection);
                        return null;
                    })
                    .toList());
        } catch (IOException impossible) {
            throw new IllegalStateException("errands take their own I/O failures", impossible);
        }
    }

    /** Returns how many answers there were. */
    public long bodies() {
        return bodies.sum();
    }

    /** Returns how many answers had an at sign in their body, as an e-mail address would. */
    public long bodiesWithAt() {
        return bodiesWithAt.sum();
    }

    @Override
    public void close() {
        connections.forEach(Connection::close);
    }

    private static void inParallel(List<Callable<Void>> tasks) throws IOException, InterruptedException {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (Future<Void> one : threads.invokeAll(tasks)) {
                one.get();
            }
        } catch (ExecutionException failed) {
            switch (failed.getCause()) {
                case IOException cause -> throw cause;
                case RuntimeException cause -> throw cause;
                default -> throw new IllegalStateException(failed.getCause());
            }
        }
    }

    /** The errands of one run; every lane takes the next that is due, until none is left. */
    private final class Work {

        private final DelayQueue<Errand> queue;
        private final AtomicInteger left;
        private final Errand end = new End();

        Work(Collection<? extends Errand> errands) {
            queue = new DelayQueue<>(errands);
            left = new AtomicInteger(errands.size());
        }

        void on(Connection connection) throws InterruptedException {
            try {
                for (Errand errand = queue.take(); errand != end; errand = queue.take()) {
                    Optional<Duration> again = ask(connection, errand);
                    if (again.isPresent()) {
                        errand.postpone(again.get());
                        queue.add(errand);
                    } else if (left.decrementAndGet() == 0) {
                        return;
                    }
                }
            } finally {
                // Passed on from lane to lane; also when this one fails, so that the others do not wait for ever.
                queue.add(end);
            }
        }

        private Optional<Duration> ask(Connection connection, Errand errand) {
            long sent = System.nanoTime();
            try {
                Answer answer = connection.ask(errand.request());
                Timing timing = new Timing(sent, System.nanoTime());
                bodies.increment();
                if (answer.bodyContains('@')) {
                    bodiesWithAt.increment();
                }
                return errand.answered(answer, timing);
            } catch (IOException noAnswer) {
                return errand.unanswered(noAnswer, new Timing(sent, System.nanoTime()));
            }
        }
    }

    /** Tells a lane that there is nothing more to do. */
    private static final class End extends Errand {

        End() {
            super(System.nanoTime());
        }

        @Override
        protected Request request() {
            throw new IllegalStateException("not to be asked");
        }

        @Override
        protected Optional<Duration> answered(Answer answer, Timing timing) {
            return Optional.empty();
        }

        @Override
        protected Optional<Duration> unanswered(IOException cause, Timing timing) {
            return Optional.empty();
        }
    }
}
