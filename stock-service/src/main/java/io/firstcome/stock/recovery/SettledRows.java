package io.firstcome.stock.recovery;

import io.firstcome.contracts.Language;
import io.firstcome.contracts.settle.SettledClaim;
import io.firstcome.contracts.stock.HeldClaim;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.springframework.stereotype.Component;

/** Reads what is settled, page by page. */
@Component
class SettledRows {

    /** What a claim takes while its event is rebuilt, measured; half of the heap may be used for that. */
    private static final long BYTES_PER_CLAIM = 130;

    private final SettledClient client;
    private final int page;

    SettledRows(SettledClient client, RecoveryProperties properties) {
        this.client = client;
        this.page = properties.page();
    }

    /**
     * Returns all that is settled of an event, and all that was.
     *
     * @throws Contradiction when it is more than this JVM has room for: better one event closed than a service that dies of it
     */
    Settled of(long eventId) throws Contradiction {
        List<HeldClaim> live = new ArrayList<>();
        Set<Long> revoked = new HashSet<>();
        List<SettledClaim> rows;
        long rank = 0;
        do {
            rows = client.page(eventId, rank, page, true).claims();
            for (SettledClaim row : rows) {
                rank = row.rank();
                if (row.revokedAt() == null) {
                    live.add(new HeldClaim(
                            row.user(), rank, row.unit(), row.grantedAt().toEpochMilli(), Language.EN));
                } else {
                    revoked.add(rank);
                }
            }
            requireRoomFor(live.size());
        } while (rows.size() == page);
        return new Settled(live, revoked);
    }

    private static void requireRoomFor(int claims) throws Contradiction {
        long room = Runtime.getRuntime().maxMemory() / 2;
        if (claims * BYTES_PER_CLAIM > room) {
            throw new Contradiction(
                    "More than " + claims + " claims are on record, which is more than stock-service has memory for."
                            + " Give it twice the heap.");
        }
    }
}
