package io.firstcome.stock.grant;

import io.firstcome.contracts.stock.Applicant;
import io.firstcome.contracts.stock.GrantOutcome;
import io.firstcome.contracts.stock.GrantOutcome.Granted;
import io.firstcome.contracts.stock.GrantOutcome.HeldAlready;
import io.firstcome.contracts.stock.GrantOutcome.SoldOut;
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
        this.grant = new RedisScript(redisson, RedisLedger.class, "grant.lua");
    }

    @Override
    public List<GrantOutcome> grant(long eventId, List<Applicant> applicants, Collection<Long> published) {
        Object[] values = new Object[1 + published.size() + 2 * applicants.size()];
        int at = 0;
        values[at++] = published.size();
        for (Long user : published) {
            values[at++] = user;
        }
        for (Applicant applicant : applicants) {
            values[at++] = applicant.user();
            values[at++] = applicant.language().tag();
        }
        List<String> reply = grant.run(LedgerKeys.of(eventId).all(), values);
        if (reply.size() != applicants.size()) {
            throw new UnknownStock(eventId);
        }
        List<GrantOutcome> outcomes = new ArrayList<>(reply.size());
        for (int i = 0; i < reply.size(); i++) {
            outcomes.add(outcome(applicants.get(i).user(), reply.get(i)));
        }
        return outcomes;
    }

    private static GrantOutcome outcome(long user, String text) {
        return switch (text.charAt(0)) {
            case 'G' -> new Granted(ClaimText.read(user, text, 1));
            case 'P' -> new HeldAlready(ClaimText.read(user, text, 1), true);
            case 'U' -> new HeldAlready(ClaimText.read(user, text, 1), false);
            case 'S' -> SOLD_OUT;
            default -> throw new IllegalStateException("grant.lua answered " + text);
        };
    }
}
