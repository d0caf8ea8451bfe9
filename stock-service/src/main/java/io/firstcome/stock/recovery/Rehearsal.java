package io.firstcome.stock.recovery;

import io.firstcome.contracts.Language;
import io.firstcome.contracts.stock.Applicant;
import io.firstcome.contracts.stock.GrantBatch;
import io.firstcome.stock.grant.StockLedger;
import java.util.List;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.stereotype.Component;

/**
 * Does once, for nobody, what must be quick the first time that it counts: a grant, as applicants go to a new instance as soon as it is known, and
 * the reading of the log, for when Redis is lost. Either takes a JVM a second and more the first time. It comes before the service takes requests; what comes
 * of it is of no account, since Redis and Kafka may not be there yet.
 */
@Component
class Rehearsal implements SmartInitializingSingleton {

    private static final Logger log = LoggerFactory.getLogger(Rehearsal.class);
    private static final long NO_EVENT = 0;

    private final StockLedger ledger;
    private final ClaimsLog claims;

    Rehearsal(StockLedger ledger, ClaimsLog claims) {
        this.ledger = ledger;
        this.claims = claims;
    }

    @Override
    public void afterSingletonsInstantiated() {
        once(this::grant);
        once(this::readLog);
    }

    private void grant() {
        ledger.grant(List.of(new GrantBatch(NO_EVENT, List.of(new Applicant(0, Language.EN)), List.of())));
    }

    private void readLog() {
        try (ClaimsLog.Tail tail = claims.tail(claims.settledUpTo(), Set.of())) {
            tail.readToEnd();
        }
    }

    private static void once(Runnable first) {
        try {
            first.run();
        } catch (RuntimeException away) {
            log.debug("Could not be rehearsed", away);
        }
    }
}
