package io.firstcome.bench.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PromisesTest {

    /** Each claim is user, rank, unit. */
    private static List<String> check(Map<Long, Long> promised, long quantity, long[]... claims) {
        var check = new Promises.EventCheck(9, promised, quantity, 1);
        var found = new ArrayList<String>();
        for (var claim : claims) {
            check.add(claim[0], claim[1], claim[2], found);
        }
        return check.end(found);
    }

    @Test
    void allIsWellWhenEachPromiseIsARow() {
        assertThat(check(Map.of(5L, 1L, 6L, 2L), 3, new long[] {5, 1, 1}, new long[] {6, 2, 2}, new long[] {7, 3, 3}))
                .isEmpty();
    }

    @Test
    void aPromiseWithoutARowIsFound() {
        assertThat(check(Map.of(5L, 1L, 6L, 2L), 3, new long[] {5, 1, 1}))
                .containsExactly("event 9: 1 of 2 claims told with 202 are not settled");
    }

    @Test
    void anotherRankThanWasToldIsFound() {
        assertThat(check(Map.of(5L, 2L), 3, new long[] {5, 1, 1}))
                .containsExactly("event 9: user 5 was told rank 2 and has 1");
    }

    @Test
    void aGapInTheRanksIsFound() {
        assertThat(check(Map.of(), 9, new long[] {5, 1, 1}, new long[] {6, 3, 3}))
                .containsExactly("event 9: rank 3 stands where 2 should");
    }

    @Test
    void aSecondClaimOfAUserIsFound() {
        assertThat(check(Map.of(), 9, new long[] {5, 1, 1}, new long[] {5, 2, 2}))
                .containsExactly("event 9: user 5 has two claims");
    }

    @Test
    void aUnitGivenTwiceIsFound() {
        assertThat(check(Map.of(), 9, new long[] {5, 1, 1}, new long[] {6, 2, 1}))
                .containsExactly("event 9: unit 1 is given twice, or is none");
    }

    @Test
    void moreClaimsThanUnitsAreFound() {
        assertThat(check(Map.of(), 1, new long[] {5, 1, 1}, new long[] {6, 2, 2}))
                .contains("event 9: 2 claims of 1 units");
    }
}
