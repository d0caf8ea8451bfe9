package io.firstcome.stock.grant;

import io.firstcome.contracts.stock.Applicant;
import io.firstcome.contracts.stock.ClaimName;
import io.firstcome.contracts.stock.GrantBatch;
import io.firstcome.contracts.stock.GrantOutcome;
import io.firstcome.contracts.stock.GrantReply;
import io.firstcome.contracts.stock.HeldClaim;
import io.firstcome.contracts.stock.StockLevel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * Who holds which unit of which event, in Redis. Every implementation keeps the same data (see {@link LedgerKeys}) and
 * passes the same contract kit. All methods throw {@link org.redisson.client.RedisException} when Redis gives no answer;
 * what was asked may have happened then.
 */
public interface StockLedger {

    /**
     * Decides on a batch as one step, in the order given, and notes which earlier claims have reached the log.
     *
     * @param eventId    the event
     * @param applicants who applies; may hold a user more than once
     * @param published  claims that are on the log by now; one that is not held is passed over
     * @return one outcome per applicant, in order
     * @throws UnknownStock when the event has no stock or it cannot be relied on; nothing was granted then
     */
    List<GrantOutcome> grant(long eventId, List<Applicant> applicants, Collection<ClaimName> published);

    /**
     * Decides on batches of different events, each as {@link #grant(long, List, Collection)} does.
     *
     * @param batches at most one per event
     * @return a reply for each, in order; one without outcomes where that stock is not there or cannot be relied on
     */
    default List<GrantReply> grant(List<GrantBatch> batches) {
        List<GrantReply> replies = new ArrayList<>(batches.size());
        for (GrantBatch batch : batches) {
            replies.add(reply(batch));
        }
        return replies;
    }

    private GrantReply reply(GrantBatch batch) {
        try {
            return new GrantReply(grant(batch.eventId(), batch.applicants(), batch.published()));
        } catch (UnknownStock lost) {
            return new GrantReply(null);
        }
    }

    /**
     * Sets the quantity, or opens the stock of a new event with it.
     *
     * @param mayOpen whether the stock may be opened; otherwise it must be there
     * @return the quantity before (0 when newly opened); empty, and nothing changed, when more than {@code quantity} is granted
     * @throws UnknownStock when there is none and it may not be opened, or when it cannot be relied on
     */
    Optional<Long> setQuantity(long eventId, long quantity, boolean mayOpen);

    /** Returns the level of each of the events that has a stock, with the reason where that cannot be relied on. */
    List<StockLevel> levels(Collection<Long> eventIds);

    /**
     * Returns the claims that the given users hold.
     *
     * @throws UnknownStock when the stock is not there or cannot be relied on: that nobody holds anything would be a lie then
     */
    List<HeldClaim> find(long eventId, Collection<Long> users);

    /** Returns claims that were granted longer ago than {@code age} and are not known to be on the log, oldest first. */
    List<HeldClaim> unpublished(long eventId, Duration age, int limit);
}
