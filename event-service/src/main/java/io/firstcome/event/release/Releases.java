package io.firstcome.event.release;

import io.firstcome.contracts.settle.Ranks;
import io.firstcome.contracts.settle.Revocation;
import io.firstcome.contracts.settle.RevokedClaim;
import io.firstcome.contracts.settle.SettledClaim;
import io.firstcome.contracts.stock.ReleasedClaim;
import io.firstcome.contracts.stock.ReleasedClaims;
import io.firstcome.event.catalog.EdgeNews;
import io.firstcome.event.catalog.Event;
import io.firstcome.event.catalog.EventCatalog;
import io.firstcome.event.status.SettledClient;
import io.firstcome.event.stock.StockClient;
import io.firstcome.event.stock.StockLevelCache;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Takes claims back, in three steps that may each be done again: revoked in MySQL, which is what counts; released in the ledger; noted in MySQL as
 * released. MySQL comes first, because a ledger that is rebuilt is rebuilt from it: whatever dies in between, the claim is not given
 * back to its user, and its unit is never with two. What is left undone is done by {@link #finish}.
 */
@Component
public class Releases {

    private static final Logger log = LoggerFactory.getLogger(Releases.class);
    private static final int MOST_AT_ONCE = 1_000;

    private final SettledClient settled;
    private final StockClient stock;
    private final EventCatalog catalog;
    private final StockLevelCache levels;
    private final EdgeNews edge;

    Releases(SettledClient settled, StockClient stock, EventCatalog catalog, StockLevelCache levels, EdgeNews edge) {
        this.settled = settled;
        this.stock = stock;
        this.catalog = catalog;
        this.levels = levels;
        this.edge = edge;
    }

    /**
     * Takes back the claim of a rank. Done again, it tells the same.
     *
     * @throws io.firstcome.kit.problem.ProblemException {@code UNKNOWN_CLAIM} when no settled claim has that rank
     */
    Revoked revoke(Event event, long rank, Revocation revocation) {
        SettledClaim claim = settled.revoke(event.id(), rank, revocation);
        boolean released = true;
        try {
            release(event, List.of(new ReleasedClaim(claim.user(), claim.rank(), claim.unit())));
        } catch (RuntimeException e) {
            log.warn(
                    "The revoked claim of rank {} of event {} is not released yet: {}", rank, event.id(), e.toString());
            released = false;
        }
        return new Revoked(event.id(), claim, released);
    }

    /** Releases what was revoked and not released. A failure is logged; who calls tries again later. */
    public void finish() {
        List<RevokedClaim> unreleased;
        try {
            unreleased = settled.unreleased(MOST_AT_ONCE).claims();
        } catch (RuntimeException e) {
            log.debug("Whether revoked claims wait for their release is not known at present", e);
            return;
        }
        Map<Long, List<RevokedClaim>> byEvent =
                unreleased.stream().collect(Collectors.groupingBy(RevokedClaim::eventId));
        byEvent.forEach((eventId, claims) -> {
            try {
                release(
                        catalog.require(eventId),
                        claims.stream()
                                .map(claim -> new ReleasedClaim(claim.user(), claim.rank(), claim.unit()))
                                .toList());
                log.info("{} revoked claims of event {} are released now", claims.size(), eventId);
            } catch (RuntimeException e) {
                log.warn(
                        "{} revoked claims of event {} are not released yet: {}", claims.size(), eventId, e.toString());
            }
        });
    }

    private void release(Event event, List<ReleasedClaim> claims) {
        try {
            stock.release(event.id(), new ReleasedClaims(claims));
        } finally {
            // When there was no answer too: nobody knows whether there are units again by now.
            levels.forget(event.id());
            edge.endAnswers(event);
        }
        settled.released(
                event.id(), new Ranks(claims.stream().map(ReleasedClaim::rank).toList()));
    }
}
