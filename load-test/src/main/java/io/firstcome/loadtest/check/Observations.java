package io.firstcome.loadtest.check;

import io.firstcome.contracts.settle.SettledClaim;
import io.firstcome.contracts.stock.StockLevel;
import io.firstcome.loadtest.badinput.BadInput;
import io.firstcome.loadtest.crowd.Heard;
import io.firstcome.loadtest.crowd.Opening;
import io.firstcome.loadtest.suite.Told;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * All that a rehearsal has seen from outside.
 *
 * @param scene    what was rehearsed
 * @param heard    every answer to an apply
 * @param stock    the stock in the end
 * @param claims   the settled claims in the end
 * @param statuses what users were told by the status call in the end, by user id
 * @param around   what was seen beside the herd
 */
public record Observations(
        Scene scene,
        List<Heard> heard,
        StockLevel stock,
        List<SettledClaim> claims,
        Map<Long, Told> statuses,
        Around around) {

    public Observations {
        heard = List.copyOf(heard);
        claims = List.copyOf(claims);
        statuses = Map.copyOf(statuses);
    }

    /**
     * What was rehearsed.
     *
     * @param users    how many users applied
     * @param quantity how many units there were
     * @param opening  when they could
     */
    public record Scene(int users, long quantity, Opening opening) {

        /** Returns how many users must win. */
        public long winners() {
            return Math.min(users, quantity);
        }
    }

    /**
     * What was seen beside the herd.
     *
     * @param asked        whose status was asked
     * @param mail         what the mailbox holds
     * @param badInput     what became of the bad requests
     * @param bodies       answers seen
     * @param bodiesWithAt how many of them had an at sign, as an address would
     */
    public record Around(Set<Long> asked, Mail mail, BadInput.Outcome badInput, long bodies, long bodiesWithAt) {}

    /** What the mailbox holds about the event: different recipients, or why that was not looked at. */
    public sealed interface Mail {

        /** So many mails, to so many different addresses. */
        record Counted(int mails, int recipients) implements Mail {}

        /** Not looked at; the reason is for the table. */
        record NotCounted(String reason) implements Mail {}
    }

    /** Returns the ranks each user was told in answers that promise a unit; 0 stands for an unclear one. */
    public Map<Long, Set<Long>> promised() {
        Map<Long, Set<Long>> ranks = new TreeMap<>();
        heard.stream()
                .filter(answer -> answer.kind().wins())
                .forEach(answer -> ranks.computeIfAbsent(answer.user(), user -> new TreeSet<>())
                        .add(answer.rank()));
        return ranks;
    }
}
