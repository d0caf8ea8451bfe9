package io.firstcome.localstack.launch;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.firstcome.localstack.launch.Http.Answer;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;

/** The way of an apply through the gateway, tried without changing anything: services that are ready still have to find each other. */
final class ApplyRoute {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final Duration POLL = Duration.ofMillis(200);
    private static final Duration TOKEN_LIFE = Duration.ofMinutes(2);
    private static final int SEEDED_QUANTITY = 100;
    private static final int REGISTERED = Service.values().length - 1; // the registry is not in itself

    private final Http http;
    private final String gateway;
    private final SigningKey key;
    private final List<String> services;
    private final Path log;
    private final Runnable noReasonToStop;

    /**
     * @param services the addresses of all instances
     * @param log the gateway's, to point to when nothing is answered
     * @param noReasonToStop throws when waiting has become pointless
     */
    ApplyRoute(Http http, String gateway, SigningKey key, List<String> services, Path log, Runnable noReasonToStop) {
        this.noReasonToStop = noReasonToStop;
        this.services = services;
        this.log = log;
        this.http = http;
        this.gateway = gateway;
        this.key = key;
    }

    /**
     * Returns when an apply would be answered: gateway and fold, event-, stock- and notification-service know each other, and there is an
     * event; the first is made here (open now, for a year, 100 gifts).
     *
     * @return whether the event was made
     */
    boolean await() {
        services.forEach(service -> awaitOk("the view of " + service, () -> acquaintance(service)));
        var events = events();
        var seeded = events.isEmpty();
        if (seeded) {
            awaitOk("making the first event", this::seedEvent);
            events = awaitEvents();
        }
        var event = "?eventId=" + events.get(0).path("id").asLong();
        awaitOk("the stock", () -> stock(event));
        awaitOk("the status", () -> http.get(gateway + "/api/event/status" + event, token("USER")));
        return seeded;
    }

    /** Fails while a service has not learnt of all others from the registry: a first call would be an outage to it. */
    private Answer acquaintance(String service) {
        var health = http.get(service + "/actuator/health", null);
        if (health.status() == 0) {
            return health;
        }
        var known = parse(health).at("/components/discoveryComposite/components/discoveryClient/details/services");
        return known.isMissingNode() || known.size() >= REGISTERED
                ? new Answer(200, "")
                : new Answer(0, "it knows only " + known);
    }

    /** Fails while nothing is granted, as when Redis was started anew and the stock is being verified. */
    private Answer stock(String event) {
        var stock = http.get(gateway + "/api/admin/event/stock" + event, token("USER", "ADMIN"));
        var closedBecause = stock.ok() ? parse(stock).path("closedBecause").asText("") : "";
        return closedBecause.isEmpty() ? stock : new Answer(0, closedBecause);
    }

    /** Returns the list once it has the event that was made: another event-service lists it a moment later. */
    private JsonNode awaitEvents() {
        var found = new AtomicReference<JsonNode>();
        awaitOk("the first event", () -> {
            found.set(events());
            return found.get().isEmpty() ? new Answer(0, "not listed yet") : new Answer(200, "");
        });
        return found.get();
    }

    /** With a token: what gateways tell from memory may be a moment too old. */
    private JsonNode events() {
        var events = parse(awaitOk("the list of events", () -> http.get(gateway + "/api/events", token("USER"))));
        return events.isArray() ? events : events.path("events");
    }

    /** An answer that got lost may have been a success, so the list is looked at before it is tried again. */
    private Answer seedEvent() {
        if (!events().isEmpty()) {
            return new Answer(200, "");
        }
        var now = Instant.now().truncatedTo(ChronoUnit.SECONDS);
        var event =
                "{\"name\":\"Opening gift\",\"opensAt\":\"%s\",\"closesAt\":\"%s\",\"quantity\":%d,\"current\":true}"
                        .formatted(now.minus(1, ChronoUnit.MINUTES), now.plus(365, ChronoUnit.DAYS), SEEDED_QUANTITY);
        return http.post(gateway + "/api/admin/events", token("USER", "ADMIN"), event);
    }

    private String token(String... roles) {
        return key.token(0, TOKEN_LIFE, roles);
    }

    private Answer awaitOk(String what, Supplier<Answer> question) {
        var deadline = System.nanoTime() + LIMIT.toNanos();
        while (true) {
            var answer = question.get();
            if (answer.ok()) {
                return answer;
            }
            noReasonToStop.run();
            if (System.nanoTime() > deadline) {
                throw new LaunchException("%s cannot be had; last answer: %s %s (log: %s)"
                        .formatted(what, answer.status() == 0 ? "none," : answer.status(), answer.body(), log));
            }
            LockSupport.parkNanos(POLL.toNanos());
            if (Thread.interrupted()) {
                throw new LaunchException("interrupted");
            }
        }
    }

    private static JsonNode parse(Answer answer) {
        try {
            return JSON.readTree(answer.body());
        } catch (JsonProcessingException e) {
            throw new LaunchException("the gateway answered something that is no JSON: " + answer.body(), e);
        }
    }
}
