package io.firstcome.stock.grant;

import io.firstcome.contracts.stock.Applicant;
import io.firstcome.contracts.stock.ClaimName;
import io.firstcome.contracts.stock.GrantBatch;
import io.firstcome.contracts.stock.GrantOutcome;
import io.firstcome.contracts.stock.GrantOutcome.Granted;
import io.firstcome.contracts.stock.GrantOutcome.HeldAlready;
import io.firstcome.contracts.stock.GrantOutcome.SoldOut;
import io.firstcome.contracts.stock.GrantReply;
import io.firstcome.contracts.stock.HeldClaim;
import io.firstcome.kit.redis.RedisScript;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.redisson.api.RedissonClient;

/** Grants by one script per batch: one round trip, no lock, since Redis runs a script alone. */
public final class ScriptLedger extends RedisLedger {

    private static final SoldOut SOLD_OUT = new SoldOut();

    private final RedisScript grant;

    /** Takes the Redis that runs the script. The clock only tells how old an unpublished claim is. */
    public ScriptLedger(RedissonClient redisson, Clock clock) {
        super(redisson, clock);
        this.grant = fenced(redisson, "grant.lua");
    }

    @Override
    public List<GrantOutcome> grant(long eventId, List<Applicant> applicants, Collection<ClaimName> published) {
        List<String> reply = grant.run(call(eventId, applicants, published));
        requireWhole(eventId, reply);
        return outcomes(applicants, reply);
    }

    /** One round trip for all events. */
    @Override
    public List<GrantReply> grant(List<GrantBatch> batches) {
        if (batches.size() == 1) {
            return super.grant(batches);
        }
        List<List<String>> replies = grant.runAll(batches.stream()
                .map(batch -> call(batch.eventId(), batch.applicants(), batch.published()))
                .toList());
        List<GrantReply> result = new ArrayList<>(batches.size());
        for (int i = 0; i < batches.size(); i++) {
            result.add(new GrantReply(outcomes(batches.get(i).applicants(), replies.get(i))));
        }
        return result;
    }

    private static RedisScript.Call call(long eventId, List<Applicant> applicants, Collection<ClaimName> published) {
        Object[] values = new Object[1 + published.size() + 2 * applicants.size()];
        int at = 0;
        values[at++] = published.size();
        for (ClaimName claim : published) {
            values[at++] = claim.text();
        }
        for (Applicant applicant : applicants) {
            values[at++] = applicant.user();
            values[at++] = applicant.language().tag();
        }
        return new RedisScript.Call(LedgerKeys.of(eventId).all(), values);
    }

    /** Reads the script's reply; null when the stock cannot be relied on. */
    private static List<GrantOutcome> outcomes(List<Applicant> applicants, List<String> reply) {
        if (Fault.in(reply).isPresent()) {
            return null;
        }
        List<GrantOutcome> outcomes = new ArrayList<>(reply.size());
        for (int i = 0; i < reply.size(); i++) {
            outcomes.add(outcome(applicants.get(i).user(), reply.get(i)));
        }
        return outcomes;
    }

    private static GrantOutcome outcome(long user, String text) {
        return switch (text.charAt(0)) {
            case 'G' -> new Granted(HeldClaim.of(user, text, 1));
            case 'P' -> new HeldAlready(HeldClaim.of(user, text, 1), true);
            case 'U' -> new HeldAlready(HeldClaim.of(user, text, 1), false);
            case 'S' -> SOLD_OUT;
            default -> throw new IllegalStateException("grant.lua answered " + text);
        };
    }
}
