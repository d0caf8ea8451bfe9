package io.firstcome.bench.scenario;

import io.firstcome.localstack.backend.Database;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The ranks that users were told with a 202, and whether MySQL has kept them. */
final class Promises {
    private final Map<Long, Map<Long, Long>> ranksByEvent = new HashMap<>();

    /** @param rank what the answer said; -1 when it said none */
    void add(long event, long user, long rank) {
        ranksByEvent.computeIfAbsent(event, any -> new HashMap<>()).put(user, rank);
    }

    /** Takes in the promises of an earlier load on the same events. */
    void addAll(Promises others) {
        others.ranksByEvent.forEach((event, ranks) -> ranks.forEach((user, rank) -> add(event, user, rank)));
    }

    /**
     * Looks at the settled claims of all events of which something was promised.
     *
     * @param quantity units of each event
     * @param firstRank what the first settled claim's rank is to be; more than 1 when claims were filled in without settling
     * @return what violates the invariants, a line each
     */
    List<String> check(Database database, long quantity, long firstRank) throws SQLException {
        List<String> violations = new ArrayList<>();
        try (var connection = database.connect("notification");
                var select = connection.prepareStatement(
                        "select user_id, rank_no, unit from claim where event_id = ? order by rank_no")) {
            for (var event : ranksByEvent.entrySet()) {
                select.setLong(1, event.getKey());
                try (var rows = select.executeQuery()) {
                    new EventCheck(event.getKey(), event.getValue(), quantity, firstRank).check(rows, violations);
                }
            }
        }
        return violations;
    }

    /** The check of one event. */
    static final class EventCheck {
        private final long event;
        private final Map<Long, Long> promised;
        private final long quantity;
        private final Set<Long> users = new HashSet<>();
        private final Set<Long> units = new HashSet<>();
        private long expectedRank;
        private long rows;
        private long kept;

        EventCheck(long event, Map<Long, Long> promised, long quantity, long firstRank) {
            this.event = event;
            this.promised = promised;
            this.quantity = quantity;
            this.expectedRank = firstRank;
        }

        void check(ResultSet claims, List<String> violations) throws SQLException {
            List<String> found = new ArrayList<>();
            while (claims.next()) {
                add(claims.getLong("user_id"), claims.getLong("rank_no"), claims.getLong("unit"), found);
            }
            violations.addAll(end(found));
        }

        void add(long user, long rank, long unit, List<String> found) {
            rows++;
            if (rank != expectedRank) {
                found.add("rank %d stands where %d should".formatted(rank, expectedRank));
            }
            expectedRank = rank + 1;
            if (!users.add(user)) {
                found.add("user %d has two claims".formatted(user));
            }
            if (!units.add(unit) || unit < 1 || unit > quantity) {
                found.add("unit %d is given twice, or is none".formatted(unit));
            }
            var told = promised.get(user);
            if (told != null) {
                kept++;
                if (told != rank) {
                    found.add("user %d was told rank %d and has %d".formatted(user, told, rank));
                }
            }
        }

        List<String> end(List<String> found) {
            if (rows > quantity) {
                found.add("%d claims of %d units".formatted(rows, quantity));
            }
            if (kept < promised.size()) {
                found.add("%d of %d claims told with 202 are not settled"
                        .formatted(promised.size() - kept, promised.size()));
            }
            // The first few say what is wrong; all of them may be millions.
            return found.stream()
                    .limit(5)
                    .map(line -> "event " + event + ": " + line)
                    .toList();
        }
    }
}
