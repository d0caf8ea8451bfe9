package io.firstcome.bench.lab.way;

import static org.assertj.core.api.Assertions.assertThat;

import io.firstcome.contracts.Language;
import io.firstcome.contracts.stock.Applicant;
import io.firstcome.contracts.stock.GrantOutcome.Granted;
import io.firstcome.contracts.stock.GrantOutcome.HeldAlready;
import io.firstcome.contracts.stock.GrantOutcome.SoldOut;
import io.firstcome.localstack.backend.Backends;
import io.firstcome.localstack.backend.Part;
import io.firstcome.localstack.backend.RealBackends;
import java.util.concurrent.ThreadLocalRandom;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.redisson.client.codec.StringCodec;

/** Why what is called unsafe is not called safe, step by step, without a race that might not happen. */
@RealBackends(Part.REDIS)
class UnsafeWaysTest {

    private final long event = ThreadLocalRandom.current().nextLong(1, Long.MAX_VALUE);
    private Stores stores;

    @BeforeEach
    void connect() {
        stores = new Stores(Backends.shared().environment(Part.REDIS));
    }

    @AfterEach
    void disconnect() {
        stores.close();
    }

    @Test
    void countingServesWhoComesWhileAllGoesWell() {
        Way way = counting(1);
        assertThat(way.apply(user(1))).isInstanceOf(Granted.class);
        assertThat(way.apply(user(1))).isInstanceOf(HeldAlready.class);
        assertThat(way.apply(user(2))).isInstanceOf(SoldOut.class);
    }

    @Test
    void whoDiesAfterWritingDownTheUserLeavesAHolderOfNothing() {
        Way way = counting(1);
        stores.redisson()
                .getSet("count:{" + event + "}:users", StringCodec.INSTANCE)
                .add("1");
        assertThat(way.apply(user(1))).isInstanceOf(HeldAlready.class);
    }

    @Test
    void whoDiesBeforeGivingBackKeepsAUnitFromAll() {
        Way way = counting(1);
        way.apply(user(1));
        stores.redisson().getAtomicLong("count:{" + event + "}:granted").incrementAndGet();
        way.open(2);
        assertThat(way.apply(user(2))).isInstanceOf(SoldOut.class);
    }

    private Way counting(long quantity) {
        Way way = Strategy.REDIS_COUNTER.way(stores, event);
        way.open(quantity);
        return way;
    }

    private static Applicant user(long id) {
        return new Applicant(id, Language.EN);
    }
}
