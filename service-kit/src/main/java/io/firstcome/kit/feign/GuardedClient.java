package io.firstcome.kit.feign;

import feign.Client;
import feign.Request;
import feign.Response;
import io.github.resilience4j.bulkhead.BulkheadFullException;
import io.github.resilience4j.bulkhead.BulkheadRegistry;
import io.github.resilience4j.circuitbreaker.CallNotPermittedException;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerRegistry;
import io.github.resilience4j.timelimiter.TimeLimiterRegistry;
import java.io.IOException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Sends a request under the breaker, the deadline and the bulkhead that bear the name of the service it goes to. A 5xx
 * answer and a missing one count as failures of that service, anything else as a success: a refusal is an answer.
 */
final class GuardedClient implements Client {

    private static final ExecutorService CALLS = Executors.newVirtualThreadPerTaskExecutor();

    private final Client client;
    private final CircuitBreakerRegistry breakers;
    private final TimeLimiterRegistry limiters;
    private final BulkheadRegistry bulkheads;

    GuardedClient(
            Client client, CircuitBreakerRegistry breakers, TimeLimiterRegistry limiters, BulkheadRegistry bulkheads) {
        this.client = client;
        this.breakers = breakers;
        this.limiters = limiters;
        this.bulkheads = bulkheads;
    }

    @Override
    public Response execute(Request request, Request.Options options) throws IOException {
        String service = request.requestTemplate().feignTarget().name();
        var bulkhead = bulkheads.bulkhead(service);
        if (!bulkhead.tryAcquirePermission()) {
            throw new ServiceUnavailable(service, BulkheadFullException.createBulkheadFullException(bulkhead));
        }
        try {
            return underBreaker(service, request, options);
        } finally {
            bulkhead.onComplete();
        }
    }

    private Response underBreaker(String service, Request request, Request.Options options) throws IOException {
        CircuitBreaker breaker = breakers.circuitBreaker(service);
        try {
            breaker.acquirePermission();
        } catch (CallNotPermittedException open) {
            throw new ServiceUnavailable(service, open);
        }
        long start = System.nanoTime();
        try {
            Response response = limiters.timeLimiter(service)
                    .executeFutureSupplier(() -> CALLS.submit(() -> whole(request, options)));
            if (response.status() >= 500) {
                breaker.onError(
                        System.nanoTime() - start, TimeUnit.NANOSECONDS, new IOException("HTTP " + response.status()));
            } else {
                breaker.onSuccess(System.nanoTime() - start, TimeUnit.NANOSECONDS);
            }
            return response;
        } catch (Exception e) {
            Throwable cause = e instanceof ExecutionException ? e.getCause() : e;
            breaker.onError(System.nanoTime() - start, TimeUnit.NANOSECONDS, cause);
            if (cause instanceof IOException || cause instanceof TimeoutException) {
                throw new ServiceUnavailable(service, cause);
            }
            if (cause instanceof InterruptedException) {
                Thread.currentThread().interrupt();
            }
            throw cause instanceof RuntimeException runtime ? runtime : new ServiceUnavailable(service, cause);
        }
    }

    /**
     * With the body, so that one that does not come, or comes too slowly, is a missing answer too; and so that an answer which
     * comes just after the deadline gives its connection back.
     */
    private Response whole(Request request, Request.Options options) throws IOException {
        try (Response response = client.execute(request, options)) {
            byte[] body = response.body() == null
                    ? null
                    : response.body().asInputStream().readAllBytes();
            return response.toBuilder().body(body).build();
        }
    }
}
