package io.firstcome.loadtest.suite;

import io.firstcome.contracts.settle.SettledClaim;
import io.firstcome.contracts.stock.StockLevel;
import io.firstcome.loadtest.http.Answer;
import io.firstcome.loadtest.http.Request;
import io.firstcome.loadtest.lane.Lanes;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The admin's calls through the gateway. */
public final class Suite {

    /** How many claims are read at once. */
    private static final int PAGE = 1000;

    private final Calls calls;
    private final String adminToken;

    /** Takes the lanes to the gateway, an admin's token, and for how long a busy suite is asked again. */
    public Suite(Lanes gateway, String adminToken, Duration patience) {
        this.calls = new Calls(gateway, patience);
        this.adminToken = adminToken;
    }

    /** What a new event is: its stock and its window. */
    public record NewEvent(String name, long quantity, Instant opensAt, Instant closesAt) {}

    private record Created(long id) {}

    /**
     * Says in one line what is missing when no suite answers at the gateway.
     *
     * @throws SuiteException.NotReady when it does not answer, or not as the suite does
     */
    public static void requireRunning(Lanes gateway, Object address) throws InterruptedException {
        Call call = new Call(Request.get("/api/events"), Duration.ZERO);
        gateway.run(List.of(call));
        try {
            Answer answer = call.result();
            if (answer.status() != 200) {
                throw new SuiteException.NotReady(
                        "the gateway at " + address + " answers " + Calls.told(answer)
                                + " to GET /api/events: is the suite ready?",
                        null);
            }
        } catch (IOException silent) {
            throw new SuiteException.NotReady(
                    "no suite answers at " + address + " (" + silent.getMessage() + "): start it with ./run", silent);
        }
    }

    /** Creates an event; returns its id. */
    public long create(NewEvent event) throws InterruptedException {
        String body = Json.write(Map.of(
                "name", event.name(),
                "opensAt", event.opensAt().toString(),
                "closesAt", event.closesAt().toString(),
                "quantity", event.quantity()));
        Created created = calls.read(asAdmin(Request.post("/api/admin/events")).json(body), Created.class);
        if (created.id() <= 0) {
            throw new SuiteException.BrokenOff("POST /api/admin/events told no id of the new event", null);
        }
        return created.id();
    }

    /** Moves the opening of an event. */
    public void moveOpening(long eventId, Instant opensAt) throws InterruptedException {
        String body = Json.write(Map.of("opensAt", opensAt.toString()));
        calls.read(asAdmin(Request.patch("/api/admin/events/" + eventId)).json(body), Created.class);
    }

    public StockLevel stock(long eventId) throws InterruptedException {
        return calls.read(stockRequest(eventId), StockLevel.class);
    }

    /** Returns all settled claims of an event, by rank. */
    public List<SettledClaim> claims(long eventId) throws InterruptedException {
        List<SettledClaim> all = new ArrayList<>();
        for (Long after = 0L; after != null; ) {
            ClaimsPage page = calls.read(claimsRequest(eventId, after, PAGE), ClaimsPage.class);
            all.addAll(page.claims());
            Long next = page.nextAfterRank();
            if (next != null && (next <= after || page.claims().isEmpty())) {
                throw new SuiteException.BrokenOff(
                        "the pages of the claims do not end: after " + after + " " + next, null);
            }
            after = next;
        }
        return all;
    }

    /** Returns how many claims are settled, and their mails by state. */
    public ClaimsPage progress(long eventId) throws InterruptedException {
        return calls.read(progressRequest(eventId), ClaimsPage.class);
    }

    Request stockRequest(long eventId) {
        return asAdmin(Request.get("/api/admin/event/stock?eventId=" + eventId));
    }

    Request progressRequest(long eventId) {
        return claimsRequest(eventId, 0, 1);
    }

    private Request claimsRequest(long eventId, long afterRank, int limit) {
        return asAdmin(Request.get(
                "/api/admin/event/claims?eventId=" + eventId + "&afterRank=" + afterRank + "&limit=" + limit));
    }

    private Request asAdmin(Request request) {
        return request.bearer(adminToken);
    }
}
