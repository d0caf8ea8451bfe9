package io.firstcome.bench.lab.way;

import io.firstcome.contracts.stock.Applicant;
import io.firstcome.contracts.stock.GrantOutcome;
import io.firstcome.stock.grant.StockLedger;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.stream.Stream;

/**
 * A ledger that is called for many applicants at a time. Batches form as in the suite: whoever comes while two are under way goes with the
 * next one, at most 512 together, and nobody waits for a batch to fill.
 */
final class PerBatch implements Way {

    private static final int MOST = 512;
    private static final int UNDER_WAY = 2;

    private final StockLedger ledger;
    private final long event;
    private final BlockingQueue<Waiting> arrived = new LinkedBlockingQueue<>();
    private final List<Thread> senders;

    PerBatch(StockLedger ledger, long event) {
        this.ledger = ledger;
        this.event = event;
        this.senders = Stream.generate(() -> Thread.ofVirtual().name("fold").start(this::send))
                .limit(UNDER_WAY)
                .toList();
    }

    @Override
    public void open(long quantity) {
        ledger.setQuantity(event, quantity, true);
    }

    @Override
    public GrantOutcome apply(Applicant applicant) {
        Waiting waiting = new Waiting(applicant, new CompletableFuture<>());
        arrived.add(waiting);
        return waiting.answer().join();
    }

    @Override
    public void close() {
        senders.forEach(Thread::interrupt);
    }

    private void send() {
        List<Waiting> batch = new ArrayList<>(MOST);
        try {
            while (true) {
                batch.add(arrived.take());
                arrived.drainTo(batch, MOST - 1);
                decide(batch);
                batch.clear();
            }
        } catch (InterruptedException closed) {
            Thread.currentThread().interrupt();
        }
    }

    private void decide(List<Waiting> batch) {
        try {
            List<GrantOutcome> outcomes =
                    ledger.grant(event, batch.stream().map(Waiting::applicant).toList(), List.of());
            for (int i = 0; i < outcomes.size(); i++) {
                batch.get(i).answer().complete(outcomes.get(i));
            }
        } catch (RuntimeException failure) {
            batch.forEach(waiting -> waiting.answer().completeExceptionally(failure));
        }
    }

    private record Waiting(Applicant applicant, CompletableFuture<GrantOutcome> answer) {}
}
