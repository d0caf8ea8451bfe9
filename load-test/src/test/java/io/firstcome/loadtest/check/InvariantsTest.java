package io.firstcome.loadtest.check;

import static org.assertj.core.api.Assertions.assertThat;

import io.firstcome.contracts.settle.MailState;
import io.firstcome.contracts.settle.SettledClaim;
import io.firstcome.contracts.stock.StockLevel;
import io.firstcome.loadtest.badinput.BadInput;
import io.firstcome.loadtest.check.Observations.Mail;
import io.firstcome.loadtest.crowd.Heard;
import io.firstcome.loadtest.crowd.Kind;
import io.firstcome.loadtest.crowd.Opening;
import io.firstcome.loadtest.crowd.Wave;
import io.firstcome.loadtest.lane.Timing;
import io.firstcome.loadtest.suite.Told;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/**
 * Made-up observations of five users and three units. Users 1 to 3 win the ranks 1 to 3; 4 and 5 find it sold out. Each
 * test bends one thing and names the invariants that must break, and no others.
 */
class InvariantsTest {

    private static final Instant OPENING = Instant.parse("2026-05-01T12:00:00Z");
    private static final String OVERSELL = "1 No oversell";
    private static final String ONE_EACH = "2 One each";
    private static final String KEPT = "3 A 202 is kept";
    private static final String ORDER = "4 Order";
    private static final String LIE = "5 No lie";
    private static final String BAD_INPUT = "6 Nothing from bad input";
    private static final String PERSONAL = "7 Personal data stays home";
    private static final String TAKEN = "  Every unit is taken";

    private final List<Heard> heard = new ArrayList<>();
    private final List<SettledClaim> claims = new ArrayList<>();
    private final Map<Long, Told> statuses = new HashMap<>();
    private long granted = 3;
    private long unitsInStock = 3;
    private Mail mail = new Mail.Counted(3, 3);
    private BadInput.Outcome badInput = new BadInput.Outcome(30, List.of());
    private long bodiesWithAt;

    InvariantsTest() {
        for (long user = 1; user <= 3; user++) {
            hear(user, Wave.HERD, Kind.ACCEPTED, user, 10);
            claims.add(claim(user, user, user, MailState.SENT));
            statuses.put(user, new Told("CONFIRMED", user, "SENT"));
        }
        for (long user = 4; user <= 5; user++) {
            hear(user, Wave.HERD, Kind.SOLD_OUT, 0, 20);
            statuses.put(user, new Told("NONE", 0, null));
        }
        hear(1, Wave.EARLY, Kind.NOT_OPEN, 0, -1000);
        hear(2, Wave.AGAIN, Kind.REPEAT, 2, 1500);
    }

    @Test
    void allHoldsWhenAllIsWell() {
        assertThat(violated()).isEmpty();
        assertThat(verdicts()).hasSize(8);
    }

    @Test
    void oneGrantTooManyIsOverselling() {
        granted = 4;
        assertThat(violated()).containsExactly(OVERSELL, TAKEN);
    }

    @Test
    void oneClaimTooManyIsOverselling() {
        granted = 4;
        claims.add(claim(4, 4, 4, MailState.SENT));
        statuses.put(4L, new Told("CONFIRMED", 4, "SENT"));
        mail = new Mail.Counted(4, 4);
        assertThat(violated()).containsExactly(OVERSELL, TAKEN);
    }

    @Test
    void onePromiseTooManyIsOverselling() {
        hear(4, Wave.HERD, Kind.ACCEPTED, 4, 15);
        assertThat(violated()).containsExactly(OVERSELL, KEPT);
    }

    @Test
    void aUnitOfTwoOwnersIsOverselling() {
        claims.set(2, claim(3, 3, 2, MailState.SENT));
        assertThat(violated()).containsExactly(OVERSELL);
    }

    @Test
    void aUnitThatDoesNotExistIsOverselling() {
        claims.set(2, claim(3, 3, 4, MailState.SENT));
        assertThat(violated()).containsExactly(OVERSELL);
    }

    @Test
    void stockThatGrewByItselfIsOverselling() {
        unitsInStock = 4;
        assertThat(violated()).containsExactly(OVERSELL);
    }

    @Test
    void twoClaimsOfOneUserBreakOneEach() {
        claims.set(2, claim(2, 3, 3, MailState.SENT));
        mail = new Mail.Counted(3, 3);
        assertThat(violated()).contains(ONE_EACH, KEPT);
    }

    @Test
    void twoRanksToldToOneUserBreakOneEach() {
        hear(2, Wave.AGAIN, Kind.REPEAT, 3, 1500);
        assertThat(violated()).containsExactly(ONE_EACH, ORDER);
    }

    @Test
    void aPromiseWithoutAClaimIsBroken() {
        claims.removeLast();
        statuses.put(3L, new Told("NONE", 0, null));
        granted = 2;
        mail = new Mail.Counted(2, 2);
        assertThat(violated()).containsExactly(KEPT, LIE, TAKEN);
    }

    @Test
    void aClaimWithoutAMailIsABrokenPromise() {
        claims.set(2, claim(3, 3, 3, MailState.FAILED));
        mail = new Mail.Counted(2, 2);
        assertThat(violated()).containsExactly(KEPT);
    }

    @Test
    void aMailMarkedAsSentThatNeverArrivedIsABrokenPromise() {
        mail = new Mail.Counted(2, 2);
        assertThat(violated()).containsExactly(KEPT);
    }

    @Test
    void aMailSentTwiceIsAllowed() {
        mail = new Mail.Counted(4, 3);
        assertThat(violated()).isEmpty();
    }

    @Test
    void aMailboxThatCannotBeReadIsSaidAndIsNoViolation() {
        mail = new Mail.NotCounted("not readable");
        assertThat(violated()).isEmpty();
        assertThat(verdicts().get(2).figures()).contains("not readable");
    }

    @Test
    void aGapInTheRanksBreaksTheOrder() {
        claims.set(2, claim(3, 4, 3, MailState.SENT));
        assertThat(violated()).containsExactly(ORDER);
    }

    @Test
    void ranksAgainstTheOrderOfTheGrantsBreakTheOrder() {
        SettledClaim third = claims.get(2);
        claims.set(2, new SettledClaim(3, 3, 3, OPENING.minusSeconds(2), third.settledAt(), MailState.SENT));
        assertThat(violated()).containsExactly(ORDER);
    }

    @Test
    void aToldRankThatIsNotTheSettledOneBreaksTheOrder() {
        heard.removeIf(answer -> answer.user() == 3);
        hear(3, Wave.HERD, Kind.ACCEPTED, 1, 10);
        assertThat(violated()).containsExactly(ORDER);
    }

    @Test
    void aPromiseThatTellsNoRankBreaksTheOrder() {
        hear(3, Wave.AGAIN, Kind.REPEAT, 0, 1500);
        assertThat(violated()).containsExactly(ONE_EACH, ORDER);
    }

    @Test
    void aStatusThatTellsAnotherRankBreaksTheOrder() {
        statuses.put(3L, new Told("CONFIRMED", 2, "SENT"));
        assertThat(violated()).containsExactly(ORDER);
    }

    @Test
    void aStatusThatForgetsAWinnerBreaksTheOrder() {
        statuses.put(3L, new Told("NONE", 0, null));
        assertThat(violated()).containsExactly(ORDER);
    }

    @Test
    void aStatusThatInventsAWinnerBreaksTheOrder() {
        statuses.put(5L, new Told("ACCEPTED", 4, "PENDING"));
        assertThat(violated()).containsExactly(ORDER);
    }

    @Test
    void aStatusThatIsNotAnsweredBreaksTheOrder() {
        statuses.remove(5L);
        assertThat(violated()).containsExactly(ORDER);
    }

    @Test
    void soldOutWithUnitsLeftIsALie() {
        forget(3);
        granted = 2;
        mail = new Mail.Counted(2, 2);
        assertThat(violated()).containsExactly(LIE, TAKEN);
    }

    @Test
    void soldOutBeforeTheLastUnitIsGrantedIsALie() {
        hear(4, Wave.HERD, Kind.SOLD_OUT, 0, -900);
        assertThat(violated()).containsExactly(LIE);
    }

    @Test
    void notOpenAfterTheOpeningIsALie() {
        hear(5, Wave.HERD, Kind.NOT_OPEN, 0, 1200);
        assertThat(violated()).containsExactly(LIE);
    }

    @Test
    void notOpenAtTheVeryOpeningIsForgiven() {
        hear(5, Wave.HERD, Kind.NOT_OPEN, 0, 100);
        assertThat(violated()).isEmpty();
    }

    @Test
    void anAnswerThatNoUserShouldSeeIsALie() {
        heard.add(new Heard(5, Wave.HERD, Kind.ODD, 0, at(30), "500 oops"));
        assertThat(violated()).containsExactly(LIE);
        assertThat(verdicts().get(4).violations()).anyMatch(line -> line.contains("500 oops"));
    }

    @Test
    void toldToTryAgainIsNoLie() {
        hear(5, Wave.HERD, Kind.BUSY, 0, 12);
        hear(5, Wave.HERD, Kind.LIMITED, 0, 13);
        heard.add(new Heard(5, Wave.HERD, Kind.NO_ANSWER, 0, at(14), "connection reset"));
        assertThat(violated()).isEmpty();
    }

    @Test
    void badInputThatIsNotRefusedIsFound() {
        badInput = new BadInput.Outcome(30, List.of("expired token: expected 401 INVALID_TOKEN, got 200"));
        assertThat(violated()).containsExactly(BAD_INPUT);
    }

    @Test
    void anEarlyBirdThatIsDecidedBeforeTheOpeningIsFound() {
        hear(3, Wave.EARLY, Kind.REPEAT, 3, -500);
        assertThat(violated()).containsExactly(BAD_INPUT);
    }

    @Test
    void anEarlyBirdAnsweredAfterTheOpeningProvesNothing() {
        hear(3, Wave.EARLY, Kind.REPEAT, 3, 5);
        assertThat(violated()).isEmpty();
    }

    @Test
    void anAtSignInAnAnswerIsALeak() {
        bodiesWithAt = 1;
        assertThat(violated()).containsExactly(PERSONAL);
    }

    @Test
    void aUnitThatNobodyGetsIsMissed() {
        forget(3);
        heard.removeIf(answer -> answer.kind() == Kind.SOLD_OUT);
        granted = 2;
        mail = new Mail.Counted(2, 2);
        assertThat(violated()).containsExactly(TAKEN);
    }

    private void hear(long user, Wave wave, Kind kind, long rank, long millisAfterOpening) {
        heard.add(new Heard(user, wave, kind, rank, at(millisAfterOpening), null));
    }

    private static Timing at(long millisAfterOpening) {
        long answered = Duration.ofMillis(millisAfterOpening).toNanos();
        return new Timing(answered - 1, answered);
    }

    private void forget(long user) {
        heard.removeIf(answer -> answer.user() == user);
        claims.removeIf(claim -> claim.user() == user);
        statuses.put(user, new Told("NONE", 0, null));
    }

    private static SettledClaim claim(long user, long rank, long unit, MailState mail) {
        return new SettledClaim(user, rank, unit, OPENING.plusMillis(rank), OPENING.plusMillis(100), mail);
    }

    private List<Verdict> verdicts() {
        return Invariants.check(new Observations(
                new Observations.Scene(5, 3, new Opening(OPENING, 0)),
                heard,
                new StockLevel(7, unitsInStock, granted, 0),
                claims,
                statuses,
                new Observations.Around(Set.of(1L, 2L, 3L, 4L, 5L), mail, badInput, 100, bodiesWithAt)));
    }

    private List<String> violated() {
        return verdicts().stream()
                .filter(verdict -> !verdict.ok())
                .map(Verdict::name)
                .toList();
    }
}
