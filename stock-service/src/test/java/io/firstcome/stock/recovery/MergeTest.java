package io.firstcome.stock.recovery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.firstcome.contracts.Language;
import io.firstcome.contracts.stock.HeldClaim;
import io.firstcome.contracts.stock.Quantity;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class MergeTest {

    private long quantity = 10;
    private Settled settled = new Settled(List.of(), Set.of());
    private List<HeldClaim> onLog = List.of();
    private List<HeldClaim> inRedis = List.of();

    @Test
    void ofNothingBecomesAnOpenStockWithNothingGranted() throws Contradiction {
        Image image = merged();
        assertThat(image.quantity()).isEqualTo(10);
        assertThat(image.claims()).isEmpty();
        assertThat(image.rank()).isZero();
        assertThat(image.freeUnits()).isEmpty();
        assertThat(image.freeRanks()).isEmpty();
    }

    @Test
    void whatIsInMySqlOrOnTheLogIsPublished() throws Contradiction {
        settled = live(claim(1, 1, 1));
        onLog = List.of(claim(1, 1, 1), claim(2, 2, 2), claim(2, 2, 2));
        assertThat(merged().claims()).containsExactlyInAnyOrder(claim(1, 1, 1), claim(2, 2, 2));
        assertThat(merged().unpublished()).isEmpty();
        assertThat(merged().rank()).isEqualTo(2);
    }

    @Test
    void whatRedisAloneHasIsKeptAndStillToBePublished() throws Contradiction {
        settled = live(claim(1, 1, 1));
        inRedis = List.of(claim(3, 3, 3), claim(1, 1, 1), claim(2, 2, 2));
        assertThat(merged().claims()).hasSize(3);
        assertThat(merged().unpublished()).containsExactly(claim(2, 2, 2), claim(3, 3, 3));
        assertThat(merged().dropped()).isZero();
    }

    @Test
    void theLanguageThatRedisKnowsStays() throws Contradiction {
        settled = live(claim(1, 1, 1));
        HeldClaim korean = new HeldClaim(1, 1, 1, 5, Language.KO);
        inRedis = List.of(korean);
        assertThat(merged().claims()).containsExactly(korean);
    }

    @Test
    void whatIsNowhereAnyMoreGivesItsUnitAndItsRankToOthers() throws Contradiction {
        settled = live(claim(1, 1, 1), claim(4, 4, 4));
        onLog = List.of(claim(6, 6, 6));
        assertThat(merged().rank()).isEqualTo(6);
        assertThat(merged().freeUnits()).containsExactly(2L, 3L, 5L);
        assertThat(merged().freeRanks()).containsExactly(2L, 3L, 5L);
    }

    @Test
    void aRevokedRankIsNobodysButItsUnitIsFreeUnlessSomebodyHasIt() throws Contradiction {
        settled = new Settled(List.of(claim(1, 1, 1), claim(3, 3, 3), claim(5, 5, 2)), Set.of(2L, 4L, 9L));
        assertThat(merged().freeUnits()).isEmpty();
        assertThat(merged().freeRanks()).containsExactly(6L, 7L, 8L);
        assertThat(merged().rank()).isEqualTo(9);
    }

    @Test
    void aRevokedClaimDoesNotComeBackFromTheLogOrFromRedis() throws Contradiction {
        settled = new Settled(List.of(claim(1, 1, 1), claim(5, 3, 2)), Set.of(2L));
        onLog = List.of(claim(2, 2, 2));
        inRedis = List.of(claim(2, 2, 2));
        assertThat(merged().claims()).containsExactlyInAnyOrder(claim(1, 1, 1), claim(5, 3, 2));
        assertThat(merged().dropped()).isEqualTo(1);
    }

    @Test
    void whoseClaimWasRevokedMayHoldALaterOne() throws Contradiction {
        settled = new Settled(List.of(claim(2, 3, 2)), Set.of(2L));
        onLog = List.of(claim(2, 2, 2), claim(2, 3, 2));
        assertThat(merged().claims()).containsExactly(claim(2, 3, 2));
    }

    @Test
    void aClaimOfRedisAloneGivesWayToWhatIsOnRecord() throws Contradiction {
        settled = live(claim(1, 1, 1), claim(2, 2, 2));
        onLog = List.of(claim(3, 3, 3));
        inRedis = List.of(claim(9, 1, 9), claim(2, 9, 9), claim(8, 8, 3), claim(7, 7, 7));
        assertThat(merged().unpublished()).containsExactly(claim(7, 7, 7));
        assertThat(merged().dropped()).isEqualTo(3);
        assertThat(merged().freeRanks()).containsExactly(4L, 5L, 6L);
    }

    @Test
    void claimsOfRedisAloneThatRivalEachOtherAreKeptByRank() throws Contradiction {
        inRedis = List.of(claim(1, 2, 1), claim(2, 1, 1));
        assertThat(merged().unpublished()).containsExactly(claim(2, 1, 1));
    }

    @Test
    void claimsOfRedisAloneNeverMakeMoreThanTheQuantity() throws Contradiction {
        quantity = 2;
        settled = live(claim(1, 1, 1));
        inRedis = List.of(claim(2, 2, 2), claim(3, 3, 3));
        assertThat(merged().claims()).hasSize(2);
        assertThat(merged().dropped()).isEqualTo(1);
    }

    @Test
    void whatCannotBeTrueInRedisIsDropped() throws Contradiction {
        inRedis = List.of(claim(1, 0, 1), claim(2, 1, Quantity.MAX + 1), claim(3, Long.MAX_VALUE, 2), claim(4, 2, -1));
        assertThat(merged().claims()).isEmpty();
        assertThat(merged().dropped()).isEqualTo(4);
    }

    @Test
    void oneRankOfTwoUsersIsAContradiction() {
        settled = live(claim(1, 1, 1));
        onLog = List.of(claim(2, 1, 2));
        assertThatThrownBy(this::merged).isInstanceOf(Contradiction.class).hasMessageContaining("Rank 1");
    }

    @Test
    void oneUserWithTwoRanksIsAContradiction() {
        settled = live(claim(1, 1, 1));
        onLog = List.of(claim(1, 2, 2));
        assertThatThrownBy(this::merged).isInstanceOf(Contradiction.class).hasMessageContaining("User 1");
    }

    @Test
    void oneUnitOfTwoClaimsIsAContradiction() {
        onLog = List.of(claim(1, 1, 1), claim(2, 2, 1));
        assertThatThrownBy(this::merged).isInstanceOf(Contradiction.class).hasMessageContaining("Unit 1");
    }

    @Test
    void moreClaimsThanTheQuantityAreAContradiction() {
        quantity = 1;
        settled = live(claim(1, 1, 1));
        onLog = List.of(claim(2, 2, 2));
        assertThatThrownBy(this::merged)
                .isInstanceOf(Contradiction.class)
                .hasMessageContaining("2 claims are on record, but the quantity is 1");
    }

    @Test
    void numbersThatCannotBeAreAContradiction() {
        onLog = List.of(claim(1, 1, Quantity.MAX + 1));
        assertThatThrownBy(this::merged).isInstanceOf(Contradiction.class).hasMessageContaining("unit");
        onLog = List.of(claim(1, Long.MAX_VALUE, 1));
        assertThatThrownBy(this::merged).isInstanceOf(Contradiction.class).hasMessageContaining("rank");
    }

    /** A stock of 200, of whose claims each is in some of the places, or in none. */
    @Test
    void whateverIsWhereNothingOnRecordIsLostAndNothingIsGivenTwice() throws Contradiction {
        for (int seed = 0; seed < 200; seed++) {
            Random random = new Random(seed);
            quantity = 200;
            List<HeldClaim> live = new ArrayList<>();
            onLog = new ArrayList<>();
            inRedis = new ArrayList<>();
            Set<Long> revoked = new HashSet<>();
            for (long i = 1; i <= quantity; i++) {
                HeldClaim claim = claim(1000 + i, i, i);
                int where = random.nextInt(16);
                if (where == 15) {
                    revoked.add(i);
                } else if ((where & 1) > 0) {
                    live.add(claim);
                }
                if ((where & 2) > 0) {
                    onLog.add(claim);
                }
                if ((where & 4) > 0) {
                    inRedis.add(claim);
                }
            }
            settled = new Settled(live, revoked);
            Image image = merged();
            Set<HeldClaim> expected = Stream.of(live, onLog, inRedis)
                    .flatMap(List::stream)
                    .filter(claim -> !revoked.contains(claim.rank()))
                    .collect(Collectors.toSet());
            assertThat(Set.copyOf(image.claims())).as("seed %d", seed).isEqualTo(expected);
            assertThat(Stream.of(
                                    image.claims().stream().map(HeldClaim::rank),
                                    revoked.stream(),
                                    image.freeRanks().stream())
                            .flatMap(ranks -> ranks)
                            .sorted()
                            .toList())
                    .as("every rank up to the highest is one thing")
                    .hasSize((int) image.rank())
                    .doesNotHaveDuplicates();
            assertThat(Stream.concat(image.claims().stream().map(HeldClaim::unit), image.freeUnits().stream()))
                    .doesNotHaveDuplicates();
        }
    }

    private Image merged() throws Contradiction {
        return Merge.of(quantity, settled, onLog, inRedis);
    }

    private static Settled live(HeldClaim... claims) {
        return new Settled(List.of(claims), Set.of());
    }

    private static HeldClaim claim(long user, long rank, long unit) {
        return new HeldClaim(user, rank, unit, 1_800_000_000_000L, Language.EN);
    }
}
