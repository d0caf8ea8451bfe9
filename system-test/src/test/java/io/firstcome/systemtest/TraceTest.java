package io.firstcome.systemtest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.firstcome.loadtest.Herd;
import io.firstcome.systemtest.TraceReceiver.Step;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** One apply in twenty is traced, through its batch, the grant and the log to the row of its claim and the mail. */
class TraceTest {

    private static final int PEOPLE = 300;
    private static final String APPLY = "POST /api/event/apply";
    private static final TraceReceiver TRACES = RunningSuite.traces();

    /** Traces of applies before those of this test. */
    private static Set<String> earlier;

    @BeforeAll
    static void everybodyGetsAUnit() throws Exception {
        earlier = TRACES.named(APPLY).stream().map(Step::trace).collect(Collectors.toSet());
        Herd.run(RunningSuite.herd(PEOPLE, PEOPLE).seeded(5), System.out);
    }

    @Test
    void oneTraceLeadsFromTheGatewayToTheMail() {
        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(applies())
                        .anySatisfy(apply -> assertThat(TRACES.of(apply.trace()))
                                .contains(
                                        "gateway-service " + APPLY,
                                        "gateway-service batch",
                                        "event-service http post /internal/folded/apply",
                                        "stock-service http post /internal/claims",
                                        "event-service publish",
                                        "notification-service settle",
                                        "notification-service mail")));
    }

    @Test
    void whoSharesABatchHasATraceOfHisOwnThatTheBatchNames() {
        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(applies()).anySatisfy(apply -> {
                    assertThat(TRACES.named("batch"))
                            .anyMatch(batch -> batch.links().contains(apply.id()));
                    assertThat(TRACES.of(apply.trace()))
                            .contains("notification-service settle", "notification-service mail")
                            .doesNotContain("gateway-service batch");
                }));
    }

    @Test
    void mostAreNotTraced() {
        assertThat(applies().size()).isLessThan(PEOPLE / 4);
    }

    private static List<Step> applies() {
        return TRACES.named(APPLY).stream()
                .filter(step -> !earlier.contains(step.trace()))
                .toList();
    }
}
