package io.firstcome.systemtest.fault;

import java.time.Duration;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;

/** Waits for something while parts break, of which one lives in this JVM: what its threads die of is no failure of who waits. */
final class Patience {

    private Patience() {}

    static ConditionFactory of(Duration limit) {
        return Awaitility.await().dontCatchUncaughtExceptions().atMost(limit);
    }
}
