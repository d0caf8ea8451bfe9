package io.firstcome.bench.lab.way;

import io.firstcome.contracts.stock.Applicant;
import io.firstcome.contracts.stock.GrantOutcome;
import io.firstcome.contracts.stock.HeldClaim;
import java.time.Clock;
import org.redisson.api.RAtomicLong;
import org.redisson.api.RSet;
import org.redisson.api.RedissonClient;
import org.redisson.client.codec.StringCodec;

/**
 * UNSAFE, for the lab only: {@code SADD} of the user, then {@code INCR} of the counter, each atomic, both together not. Nothing is oversold
 * while all goes well. But who dies between the two leaves a user who is told to hold a claim and has none; who dies before giving back leaves
 * the counter too high; and when the quantity is raised while some give back, two winners get the same number.
 */
final class CountThenDecide implements Way {

    private final RSet<String> users;
    private final RAtomicLong granted;
    private final RAtomicLong quantity;
    private final Clock clock;

    CountThenDecide(RedissonClient redisson, long event, Clock clock) {
        this.users = redisson.getSet("count:{" + event + "}:users", StringCodec.INSTANCE);
        this.granted = redisson.getAtomicLong("count:{" + event + "}:granted");
        this.quantity = redisson.getAtomicLong("count:{" + event + "}:quantity");
        this.clock = clock;
    }

    @Override
    public void open(long units) {
        quantity.set(units);
    }

    /** The claim of a repeat has rank and unit 0: nobody wrote down which they were. */
    @Override
    public GrantOutcome apply(Applicant applicant) {
        String user = String.valueOf(applicant.user());
        if (!users.add(user)) {
            return new GrantOutcome.HeldAlready(claim(applicant, 0), false);
        }
        long number = granted.incrementAndGet();
        if (number <= quantity.get()) {
            return new GrantOutcome.Granted(claim(applicant, number));
        }
        granted.decrementAndGet();
        users.remove(user);
        return new GrantOutcome.SoldOut();
    }

    private HeldClaim claim(Applicant applicant, long number) {
        return new HeldClaim(applicant.user(), number, number, clock.millis(), applicant.language());
    }
}
