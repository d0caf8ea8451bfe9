package io.firstcome.systemtest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.firstcome.loadtest.blast.Blast;
import io.firstcome.loadtest.blast.BlastResult;
import io.firstcome.loadtest.blast.Ear;
import io.firstcome.loadtest.blast.Requests;
import io.firstcome.loadtest.blast.Shots;
import io.firstcome.localstack.launch.Service;
import io.firstcome.localstack.launch.Suite;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Far more people at one moment than a gateway with a short line and small batches can take, and one person who asks without end. */
class OverloadTest {

    private static final int SHORT_LINE = 100;
    private static final int PEOPLE = 2_000;
    private static final int WARM_UP = 200;
    private static final Duration HAMMERING = Duration.ofSeconds(4);

    /** Twice what is promised, for a machine that is busy with other things. */
    private static final long ANSWERED_WITHIN_MILLIS = 4_000;

    /** Of one user: so many at once and then so many a second, and a second for good measure. */
    private static final long RATE_ALLOWS = 40 + 20 * (HAMMERING.toSeconds() + 1);

    private static final long HEAP_AND_ALL_ELSE_BYTES = 900L << 20;

    private static final Suite SUITE = RunningSuite.suite();

    private static URI gateway;

    @BeforeAll
    static void shortenTheLine() throws IOException {
        SUITE.restart(
                Service.GATEWAY,
                2,
                Map.of(
                        "FIRSTCOME_FOLD_MAX_WAITING", String.valueOf(SHORT_LINE),
                        "FIRSTCOME_FOLD_MAX_BATCH", "5",
                        "FIRSTCOME_FOLD_MAX_UNDER_WAY", "1"));
        gateway = URI.create(SUITE.urlOf(Service.GATEWAY, 2));
        // A gateway that was started a moment ago is slow at first, and would think that the service is.
        long event = People.openEvent("Warm-up", 1_000_000);
        await().atMost(Duration.ofSeconds(60)).until(() -> {
            long[] byStatus = Blast.run(server(), 2, Duration.ofSeconds(30), shots(event, WARM_UP), deaf())
                    .byStatus();
            return byStatus[202] == WARM_UP;
        });
    }

    @AfterAll
    static void asBefore() {
        SUITE.restart(Service.GATEWAY, 2);
    }

    @Test
    void someAreServedAndTheOthersAreToldAtOnceToComeAgain() throws IOException {
        long event = People.openEvent("Overload", 1_000_000);
        long pid = SUITE.pidOf(Service.GATEWAY, 2);
        List<String> refusals = new ArrayList<>();
        Histogram answered = new Histogram(3);
        Histogram refused = new Histogram(3);
        Ear ear = new Ear() {
            @Override
            public void heard(long number, int status, byte[] buffer, int bodyFrom, int bodyLength, long nanos) {
                if (status == 503) {
                    refusals.add(new String(buffer, 0, bodyFrom + bodyLength, StandardCharsets.UTF_8));
                    refused.recordValue(nanos / 1_000_000);
                } else {
                    answered.recordValue(nanos / 1_000_000);
                }
            }

            @Override
            public void unheard(long number, IOException why) {}
        };

        BlastResult result = Blast.stampede(server(), PEOPLE, Duration.ofSeconds(30), shots(event, PEOPLE), ear);

        System.out.printf(
                "overload: %d accepted, p99 %d ms; %d refused, p99 %d ms%n",
                result.byStatus()[202],
                answered.getValueAtPercentile(99),
                refusals.size(),
                refused.getValueAtPercentile(99));
        assertThat(result.failed()).isZero();
        assertThat(result.byStatus()[202] + result.byStatus()[503]).isEqualTo(PEOPLE);
        assertThat(result.byStatus()[202]).as("the line goes on").isPositive();
        assertThat(answered.getValueAtPercentile(99)).isLessThan(ANSWERED_WITHIN_MILLIS);
        assertThat(refused.getValueAtPercentile(99)).isLessThan(ANSWERED_WITHIN_MILLIS);
        assertThat(refusals)
                .isNotEmpty()
                .allSatisfy(refusal -> assertThat(refusal)
                        .containsPattern("(?i)retry-after: [1-4]\r\n")
                        .contains("OVERLOADED", ".limits.max-wait"));
        assertThat(refusals.stream().map(OverloadTest::retryAfter).distinct())
                .as("not all at one moment")
                .hasSizeGreaterThan(1);
        assertThat(granted(event)).as("nobody who was refused holds a claim").isEqualTo(result.byStatus()[202]);
        assertThat(SUITE.pidOf(Service.GATEWAY, 2)).isEqualTo(pid);
        assertThat(residentBytes(pid)).isLessThan(HEAP_AND_ALL_ELSE_BYTES);
    }

    @Test
    void whoAsksWithoutEndIsLimitedAndSlowsNobodyElse() throws Exception {
        long event = People.openEvent("Hammered", 1_000_000);
        byte[] same = apply(event, Tokens.stranger());
        CompletableFuture<BlastResult> hammer = CompletableFuture.supplyAsync(() -> {
            try {
                return Blast.run(server(), 16, HAMMERING, () -> same, deaf());
            } catch (IOException e) {
                throw new IllegalStateException(e);
            }
        });
        BlastResult others = Blast.run(server(), 2, Duration.ofSeconds(3), shots(event, 300), deaf());
        BlastResult hammered = hammer.get();

        System.out.printf(
                "hammered %d times, %d of them refused; the others' p99 was %d ms%n",
                hammered.answers(), hammered.byStatus()[429], others.latency().getValueAtPercentile(99) / 1_000_000);
        assertThat(others.byStatus()[202]).isEqualTo(others.answers()).isPositive();
        assertThat(others.latency().getValueAtPercentile(99) / 1_000_000).isLessThan(ANSWERED_WITHIN_MILLIS / 2);
        long served = hammered.byStatus()[202] + hammered.byStatus()[200];
        assertThat(served).isBetween(1L, RATE_ALLOWS);
        assertThat(hammered.byStatus()[429]).isPositive().isEqualTo(hammered.answers() - served);
    }

    private static InetSocketAddress server() {
        return new InetSocketAddress(gateway.getHost(), gateway.getPort());
    }

    /** Applies of so many people who have never applied. */
    private static Shots shots(long event, int people) {
        Iterator<byte[]> each = Stream.generate(Tokens::stranger)
                .limit(people)
                .map(token -> apply(event, token))
                .toList()
                .iterator();
        return () -> each.hasNext() ? each.next() : null;
    }

    private static byte[] apply(long event, String token) {
        return Requests.post("/api/event/apply?eventId=" + event, gateway.getAuthority(), token, null);
    }

    private static Ear deaf() {
        return new Ear() {
            @Override
            public void heard(long number, int status, byte[] buffer, int bodyFrom, int bodyLength, long nanos) {}

            @Override
            public void unheard(long number, IOException why) {}
        };
    }

    private static long granted(long event) {
        return Api.gateway()
                .token(People.admin())
                .get("/api/admin/event/stock?eventId=" + event)
                .expect(200)
                .body()
                .path("granted")
                .asLong();
    }

    private static String retryAfter(String answer) {
        return answer.lines()
                .filter(line -> line.regionMatches(true, 0, "Retry-After:", 0, 12))
                .findFirst()
                .orElseThrow();
    }

    private static long residentBytes(long pid) throws IOException {
        return Files.readAllLines(Path.of("/proc", Long.toString(pid), "status")).stream()
                .filter(line -> line.startsWith("VmRSS:"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) << 10)
                .findFirst()
                .orElseThrow();
    }
}
