package io.firstcome.contracts;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import io.firstcome.contracts.account.Addresses;
import io.firstcome.contracts.account.RehearsalAccounts;
import io.firstcome.contracts.audit.AuditEntries;
import io.firstcome.contracts.audit.AuditEntry;
import io.firstcome.contracts.claim.ClaimGranted;
import io.firstcome.contracts.fold.FoldedAnswer;
import io.firstcome.contracts.fold.FoldedCall;
import io.firstcome.contracts.problem.Problem;
import io.firstcome.contracts.problem.ProblemCode;
import io.firstcome.contracts.settle.ClaimMail;
import io.firstcome.contracts.settle.MailState;
import io.firstcome.contracts.settle.Ranks;
import io.firstcome.contracts.settle.Revocation;
import io.firstcome.contracts.settle.RevokedClaim;
import io.firstcome.contracts.settle.RevokedClaims;
import io.firstcome.contracts.settle.SettledClaim;
import io.firstcome.contracts.settle.SettledClaims;
import io.firstcome.contracts.settle.SettledCounts;
import io.firstcome.contracts.stock.Applicant;
import io.firstcome.contracts.stock.ClaimName;
import io.firstcome.contracts.stock.EventIds;
import io.firstcome.contracts.stock.FoundClaims;
import io.firstcome.contracts.stock.GrantBatch;
import io.firstcome.contracts.stock.GrantBatches;
import io.firstcome.contracts.stock.GrantOutcome;
import io.firstcome.contracts.stock.GrantReplies;
import io.firstcome.contracts.stock.GrantReply;
import io.firstcome.contracts.stock.HeldClaim;
import io.firstcome.contracts.stock.HeldClaims;
import io.firstcome.contracts.stock.HeldPage;
import io.firstcome.contracts.stock.Quantity;
import io.firstcome.contracts.stock.ReleasedClaim;
import io.firstcome.contracts.stock.ReleasedClaims;
import io.firstcome.contracts.stock.StockLevel;
import io.firstcome.contracts.stock.StockLevels;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What crosses a border looks as it did when it was first sent: a golden file each. Fields are only ever added. */
class GoldenJsonTest {

    private static final HeldClaim CLAIM = new HeldClaim(42, 7, 7, 1_800_000_000_000L, Language.KO);

    private static final Instant AT = Instant.ofEpochMilli(1_800_000_000_000L);

    private final ObjectMapper json = JsonMapper.builder()
            .addModule(new JavaTimeModule())
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    static Stream<Object> messages() {
        return Stream.of(
                new ClaimGranted(3, "Gifts 선물", 42, 7, 7, Language.KO, 1_800_000_000_000L),
                new FoldedCall(
                        42, Language.EN, "eventId=3", "{}", "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01"),
                new FoldedAnswer(409, "{}", Map.of("Retry-After", "1"), new FoldedAnswer.Edge("event:3", 1000, 12)),
                Problem.of(ProblemCode.NOT_OPEN, Language.KO, "Wait.").with("opensAt", "2027-01-01T00:00:00Z"),
                new GrantBatches(List.of(
                        new GrantBatch(3, List.of(new Applicant(42, Language.KO)), List.of(new ClaimName(41, 7))))),
                new GrantReplies(List.of(
                        new GrantReply(List.of(
                                new GrantOutcome.Granted(CLAIM),
                                new GrantOutcome.HeldAlready(CLAIM, true),
                                new GrantOutcome.HeldAlready(CLAIM, false),
                                new GrantOutcome.SoldOut())),
                        new GrantReply(null))),
                new HeldClaims(List.of(CLAIM)),
                new FoundClaims(List.of(CLAIM), List.of(42L)),
                new HeldPage(List.of(CLAIM), "17"),
                new StockLevels(List.of(
                        new StockLevel(3, 100, 7, 1),
                        new StockLevel(4, 100, 7, 1, "Kafka is away: the end of the log is not known."))),
                new ReleasedClaims(List.of(new ReleasedClaim(42, 7, 7))),
                new EventIds(List.of(3L)),
                new Quantity(100),
                new UserIds(List.of(42L)),
                new SettledClaims(List.of(
                        new SettledClaim(42, 7, 7, AT, AT.plusMillis(123), MailState.NO_ADDRESS),
                        new SettledClaim(42, 8, 8, AT, AT.plusMillis(123), MailState.CANCELLED, AT.plusSeconds(60)))),
                new Revocation(41, "Bought by a robot. 매크로"),
                new RevokedClaims(List.of(new RevokedClaim(3, 42, 7, 7))),
                new Ranks(List.of(7L)),
                new ClaimMail(41),
                new AuditEntries(List.of(
                        new AuditEntry(12, AT, 41, "EVENT_CHANGED", 3L, "state: PAUSED", AuditEntry.Outcome.DONE),
                        new AuditEntry(
                                11, AT, 41, "FAILURE_REPLAYED", null, "failure 5: SETTLED", AuditEntry.Outcome.DONE))),
                new SettledCounts(7, 1, 3, 2, 1),
                new Addresses(Map.of(42L, "anna@example.com")),
                new RehearsalAccounts(List.of(42L)),
                new RehearsalAccounts.Request(5));
    }

    @ParameterizedTest
    @MethodSource("messages")
    void aMessageIsWrittenAndReadAsInItsGoldenFile(Object message) throws IOException {
        String file = "/golden/"
                + message.getClass().getName().replaceAll(".*\\.", "").replace('$', '.') + ".json";
        try (InputStream golden = getClass().getResourceAsStream(file)) {
            assertThat(golden).as(file).isNotNull();
            byte[] expected = golden.readAllBytes();
            assertThat(json.valueToTree(message).toPrettyString())
                    .isEqualTo(json.readTree(expected).toPrettyString());
            assertThat((Object) json.readValue(expected, message.getClass())).isEqualTo(message);
        }
    }
}
