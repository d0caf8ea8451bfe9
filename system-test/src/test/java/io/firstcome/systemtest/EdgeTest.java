package io.firstcome.systemtest;

import static io.firstcome.systemtest.SteadyLoad.ACCEPTED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.firstcome.localstack.launch.Service;
import io.firstcome.systemtest.SteadyLoad.Told;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What two gateways tell from memory while people go on asking, and two instances of event-service decide. A kept answer lives for a
 * second, so a change that is seen within half of that was pushed; the machine may be slow, hence no closer bound.
 */
class EdgeTest {

    private static final Duration EXACT = Duration.ofMillis(50);
    private static final Duration SEEN_WITHIN = Duration.ofMillis(500);
    private static final Duration A_WHILE = Duration.ofMillis(1_500);

    @Test
    void everyGatewayOpensAtTheMoment() {
        Instant opensAt = Instant.now().plusSeconds(3).truncatedTo(ChronoUnit.MILLIS);
        long event = eventAt(opensAt);
        try (SteadyLoad load = new SteadyLoad(event)) {
            load.awaitFrom(opensAt.plus(A_WHILE), ACCEPTED);
            assertOpenedAt(opensAt, load);
        }
    }

    @Test
    void everyGatewayOpensAtTheMomentThoughItWasMovedAMomentAgo() {
        Instant later = Instant.now().plusSeconds(3600);
        long event = eventAt(later);
        try (SteadyLoad load = new SteadyLoad(event)) {
            load.awaitFrom(Instant.now().plus(A_WHILE), "NOT_OPEN");
            Instant opensAt = Instant.now().plusSeconds(1).truncatedTo(ChronoUnit.MILLIS);
            change(1, event, Map.of("opensAt", opensAt.toString()));
            load.awaitFrom(opensAt.plus(A_WHILE), ACCEPTED);
            assertOpenedAt(opensAt, load);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    void aPauseAndItsEndAreSeenByEveryGatewayWhicheverInstanceIsTold(int instance) {
        long event = People.openEvent("Pause", 1_000_000);
        try (SteadyLoad load = new SteadyLoad(event)) {
            load.awaitFrom(Instant.now(), ACCEPTED);
            assertSeen(() -> change(instance, event, Map.of("state", "PAUSED")), ACCEPTED, "PAUSED", load);
            assertSeen(() -> change(instance, event, Map.of("state", "OPEN")), "PAUSED", ACCEPTED, load);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    void addedStockIsSeenByEveryGatewayWhicheverInstanceIsTold(int instance) {
        long event = People.openEvent("Stock", 1);
        try (SteadyLoad load = new SteadyLoad(event)) {
            load.awaitFrom(Instant.now().plus(A_WHILE), "SOLD_OUT");
            assertSeen(
                    // A first call may take longer than it is waited for, on a busy machine.
                    () -> await().atMost(Duration.ofSeconds(30)).until(() -> addStock(instance, event) == 200),
                    "SOLD_OUT",
                    ACCEPTED,
                    load);
        }
    }

    /** Nobody who hears before the moment is accepted, and nobody who asks after it is told that it has not come. */
    private static void assertOpenedAt(Instant opensAt, SteadyLoad load) {
        SteadyLoad.gateways().forEach(gateway -> {
            assertThat(load.told(gateway))
                    .as("gateway %d", gateway)
                    .anyMatch(told -> told.what().equals("NOT_OPEN"));
            assertThat(load.told(gateway).filter(told -> told.heard().isBefore(opensAt)))
                    .as("gateway %d, before the opening", gateway)
                    .noneMatch(told -> told.what().equals(ACCEPTED));
            assertThat(load.told(gateway).filter(told -> !told.asked().isBefore(opensAt.plus(EXACT))))
                    .as("gateway %d, after the opening", gateway)
                    .noneMatch(told -> told.what().equals("NOT_OPEN"));
            tell("opening, gateway " + gateway, "NOT_OPEN", opensAt, load, gateway);
        });
    }

    private static void assertSeen(Runnable change, String before, String after, SteadyLoad load) {
        change.run();
        Instant changed = Instant.now();
        load.awaitFrom(changed.plus(A_WHILE), after);
        SteadyLoad.gateways().forEach(gateway -> {
            tell(before + " to " + after + ", gateway " + gateway, before, changed, load, gateway);
            assertThat(load.told(gateway).filter(told -> told.asked().isAfter(changed.plus(SEEN_WITHIN))))
                    .as("gateway %d, after the change to %s", gateway, after)
                    .noneMatch(told -> told.what().equals(before));
        });
    }

    /** The figures themselves, for whoever reads the output. */
    private static void tell(String change, String before, Instant changed, SteadyLoad load, int gateway) {
        Instant last = load.told(gateway)
                .filter(told -> told.what().equals(before) && told.asked().isBefore(changed.plus(A_WHILE)))
                .map(Told::asked)
                .max(Instant::compareTo)
                .orElse(changed);
        System.out.printf(
                "%s: the last who was told %s asked %d ms after it%n",
                change, before, Duration.between(changed, last).toMillis());
    }

    private static long eventAt(Instant opensAt) {
        return People.event("Opening", opensAt, opensAt.plusSeconds(3600), 1_000_000);
    }

    private static int addStock(int instance, long event) {
        return Api.instance(Service.EVENT, instance)
                .token(People.admin())
                .post("/api/admin/event/stock", Map.of("eventId", event, "count", 1_000_000))
                .status();
    }

    private static void change(int instance, long event, Map<String, ?> change) {
        Api.instance(Service.EVENT, instance)
                .token(People.admin())
                .patch("/api/admin/events/" + event, change)
                .expect(200);
    }
}
