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

    private final SettledClient client;
    private final int page;

    SettledRows(SettledClient client, RecoveryProperties properties) {
        this.client = client;
        this.page = properties.page();
    }

    /** Returns all that is settled of an event, and all that was. */
    Settled of(long eventId) {
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
        } while (rows.size() == page);
        return new Settled(live, revoked);
    }
}
