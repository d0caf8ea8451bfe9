package io.firstcome.gateway.rate;

import io.firstcome.contracts.problem.ProblemCode;
import io.firstcome.gateway.answer.Answer;
import io.firstcome.gateway.answer.Refusal;
import io.firstcome.gateway.request.ClientAddress;
import io.firstcome.gateway.request.Languages;
import java.net.InetAddress;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.stereotype.Component;

/** Refuses those who ask too often. Each check returns the refusal to be written, or null when the request may go on. */
@Component
public final class RateLimits {

    private final ClientAddress clients;
    private final Limit<Long> foldedPerUser;
    private final Limit<InetAddress> foldedPerAddress;
    private final Limit<Long> routedPerUser;
    private final Limit<InetAddress> readsPerAddress;
    private final Limit<InetAddress> authPerAddress;

    RateLimits(RateProperties rates, ClientAddress clients) {
        this.clients = clients;
        this.foldedPerUser = Limit.of("folded-per-user", rates.foldedPerUser(), rates.remembered());
        this.foldedPerAddress = Limit.of("folded-per-address", rates.foldedPerAddress(), rates.remembered());
        this.routedPerUser = Limit.of("routed-per-user", rates.routedPerUser(), rates.remembered());
        this.readsPerAddress = Limit.of("reads-per-address", rates.readsPerAddress(), rates.remembered());
        this.authPerAddress = Limit.of("auth-per-address", rates.authPerAddress(), rates.remembered());
    }

    /** Counts a request on a folded route. The user comes first: one who hammers does not use up what neighbours share. */
    public Answer folded(long user, ServerHttpRequest request) {
        Answer refused = foldedPerUser == null ? null : foldedPerUser.check(user, request);
        return refused != null || foldedPerAddress == null
                ? refused
                : foldedPerAddress.check(clients.of(request), request);
    }

    /** Counts a user's request on another route. */
    public Answer routed(long user, ServerHttpRequest request) {
        return routedPerUser == null ? null : routedPerUser.check(user, request);
    }

    /** Counts a request for what anyone may read from a service. */
    public Answer read(ServerHttpRequest request) {
        return readsPerAddress == null ? null : readsPerAddress.check(clients.of(request), request);
    }

    /** Counts a request on {@code /api/auth/**}. */
    public Answer auth(ServerHttpRequest request) {
        return authPerAddress == null ? null : authPerAddress.check(clients.of(request), request);
    }

    private record Limit<K>(Buckets<K> buckets, Refusal refusal) {

        static <K> Limit<K> of(String setting, RateProperties.Rate rate, int remembered) {
            if (rate.perSecond() == 0) {
                return null;
            }
            String detail = "More than " + rate.perSecond() + " a second, or " + rate.burst()
                    + " at once (setting firstcome.gateway.rates." + setting + ").";
            return new Limit<>(
                    new Buckets<>(rate, remembered, System::nanoTime),
                    new Refusal(ProblemCode.TOO_MANY_REQUESTS, detail));
        }

        Answer check(K key, ServerHttpRequest request) {
            // The next token comes within a second, sooner than any Retry-After.
            return buckets.take(key) == 0 ? null : refusal.in(Languages.of(request));
        }
    }
}
