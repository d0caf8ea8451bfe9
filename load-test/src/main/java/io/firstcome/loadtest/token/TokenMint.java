package io.firstcome.loadtest.token;

import java.time.Clock;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

/** Signs a token for each of many users, on all processors: an RSA signature costs about a millisecond. */
public final class TokenMint {

    private final SigningKey key;
    private final Clock clock;
    private final AtomicInteger signed = new AtomicInteger();

    public TokenMint(SigningKey key, Clock clock) {
        this.key = key;
        this.clock = clock;
    }

    /** Returns how many tokens are signed so far; any thread may ask. */
    public int signed() {
        return signed.get();
    }

    /** Returns the users' tokens, in the order of the users. */
    public List<String> sign(List<Long> users) throws InterruptedException {
        int workers = Runtime.getRuntime().availableProcessors();
        String[] tokens = new String[users.size()];
        AtomicInteger next = new AtomicInteger();
        try (ExecutorService pool = Executors.newFixedThreadPool(workers)) {
            List<Future<?>> all = IntStream.range(0, workers)
                    .<Future<?>>mapToObj(worker -> pool.submit(() -> signUntilDone(users, tokens, next)))
                    .toList();
            for (Future<?> one : all) {
                one.get();
            }
        } catch (ExecutionException failed) {
            throw new IllegalStateException("signing failed", failed.getCause());
        }
        return List.of(tokens);
    }

    private void signUntilDone(List<Long> users, String[] tokens, AtomicInteger next) {
        TokenSigner signer = new TokenSigner(key, clock);
        for (int at = next.getAndIncrement(); at < tokens.length; at = next.getAndIncrement()) {
            tokens[at] = signer.sign(users.get(at), TokenSigner.USER);
            signed.incrementAndGet();
        }
    }
}
