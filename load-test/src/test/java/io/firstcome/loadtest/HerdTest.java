package io.firstcome.loadtest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.firstcome.loadtest.FakeSuite.Fault;
import io.firstcome.loadtest.check.Verdict;
import io.firstcome.loadtest.crowd.Herding;
import io.firstcome.loadtest.crowd.Kind;
import io.firstcome.loadtest.crowd.Wave;
import io.firstcome.loadtest.suite.SuiteException;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whole rehearsals against a small suite in memory that can be told to misbehave. */
class HerdTest {

    private static final int USERS = 200;
    private static final int STOCK = 20;

    @TempDir
    private Path folder;

    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();

    @Test
    void aGoodSuiteEndsWithExactlyAsManyWinnersAsUnits() throws Exception {
        HerdResult result = rehearse(USERS, STOCK);

        assertThat(violations(result)).isEmpty();
        assertThat(result.undone()).isEmpty();
        assertThat(result.exitStatus()).isZero();
        assertThat(result.count(Wave.HERD, Kind.ACCEPTED)).isEqualTo(STOCK);
        assertThat(result.figures().answers()).isEqualTo(Herding.appliesOf(USERS));
        assertThat(result.count(Wave.EARLY, Kind.NOT_OPEN)).isEqualTo(Herding.EARLY_BIRDS);
        assertThat(result.count(Wave.AGAIN, Kind.REPEAT)).isEqualTo(STOCK);
        assertThat(result.settling().lastMailed()).isPresent();
        assertThat(output())
                .contains("1 No oversell", "20 mails to 20 addresses in the mailbox", "All invariants hold.");
    }

    @Test
    void fewerUsersThanUnitsAllWin() throws Exception {
        HerdResult result = rehearse(7, STOCK);

        assertThat(violations(result)).isEmpty();
        assertThat(result.count(Wave.HERD, Kind.ACCEPTED)).isEqualTo(7);
        assertThat(result.ok()).isTrue();
    }

    @Test
    void whoIsToldToTryAgainDoesSoUntilDecided() throws Exception {
        HerdResult result = rehearse(USERS, STOCK, Fault.BUSY_AT_FIRST);

        assertThat(violations(result)).isEmpty();
        assertThat(result.ok()).isTrue();
        assertThat(result.count(Wave.HERD, Kind.BUSY)).isEqualTo(USERS);
        assertThat(result.figures().sinceOpening().p50()).isGreaterThan(Duration.ofMillis(900));
    }

    @Test
    void aConnectionThatBreaksIsOpenedAndTheRequestSentAgain() throws Exception {
        HerdResult result = rehearse(USERS, STOCK, Fault.HANGS_UP);

        assertThat(result.undone()).isEmpty();
        assertThat(result.count(Wave.HERD, Kind.ODD)).isZero();
        assertThat(result.count(Wave.HERD, Kind.NO_ANSWER)).isPositive();
        assertThat(result.silences()).isNotEmpty();
        assertThat(result.verdicts().getLast().ok()).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "OVERSELLS, 1 No oversell",
        "FORGETS_ONE, 3 A 202 is kept",
        "LIES_SOLD_OUT, 5 No lie",
        "FAILS, 5 No lie",
        "TRUSTS_EVERYBODY, 6 Nothing from bad input",
        "LEAKS, 7 Personal data stays home"
    })
    void aSuiteThatMisbehavesIsFoundOut(Fault fault, String violated) throws Exception {
        HerdResult result = rehearse(USERS, STOCK, fault);

        assertThat(violations(result)).contains(violated);
        assertThat(result.exitStatus()).isEqualTo(1);
        assertThat(output()).contains("VIOLATED", "NOT OK");
    }

    @Test
    void whatIsNotSettledInTimeIsSaid() throws Exception {
        HerdResult result = rehearse(USERS, STOCK, Fault.FORGETS_ONE);

        assertThat(result.undone()).singleElement().asString().startsWith("19 of 20 promised settled");
    }

    @Test
    void noSuiteIsSaidInOneLine() throws Exception {
        HerdOptions.Target target;
        try (FakeSuite suite = new FakeSuite(folder)) {
            target = suite.target();
        }

        assertThatThrownBy(() -> Herd.run(HerdOptions.against(target), new PrintStream(printed)))
                .isInstanceOf(SuiteException.NotReady.class)
                .hasMessageStartingWith("no suite answers at http://localhost:")
                .hasMessageEndingWith("start it with ./run");
    }

    @Test
    void aSuiteWithOtherSecretsIsSaidInOneLine() throws Exception {
        try (FakeSuite suite = new FakeSuite(folder)) {
            Files.writeString(suite.secrets(), "FIRSTCOME_SERVICE_TOKEN=of-another-suite\n");

            assertThatThrownBy(() -> Herd.run(HerdOptions.against(suite.target()), new PrintStream(printed)))
                    .isInstanceOf(SuiteException.NotReady.class)
                    .hasMessageStartingWith("auth-service refuses the service token");
        }
    }

    private HerdResult rehearse(int users, long stock, Fault... faults) throws Exception {
        try (FakeSuite suite = new FakeSuite(folder, faults)) {
            HerdOptions options = HerdOptions.against(suite.target())
                    .sized(users, stock)
                    .over(32)
                    .seeded(1)
                    .within(new HerdOptions.Limits(
                            Duration.ofSeconds(1), Duration.ofSeconds(20), Duration.ofSeconds(1)));
            return Herd.run(options, new PrintStream(printed, true, StandardCharsets.UTF_8));
        }
    }

    private static List<String> violations(HerdResult result) {
        return result.verdicts().stream()
                .filter(verdict -> !verdict.ok())
                .map(Verdict::name)
                .toList();
    }

    private String output() {
        return printed.toString(StandardCharsets.UTF_8);
    }
}
