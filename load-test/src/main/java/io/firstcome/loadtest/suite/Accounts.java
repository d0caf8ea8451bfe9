package io.firstcome.loadtest.suite;

import io.firstcome.contracts.account.RehearsalAccounts;
import io.firstcome.loadtest.http.Answer;
import io.firstcome.loadtest.http.Request;
import io.firstcome.loadtest.lane.Lanes;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Makes accounts for a rehearsal, by the internal call that auth-service has only where rehearsal is switched on. */
public final class Accounts {

    private static final int CHUNK = 10_000;
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final Lanes auth;
    private final Object address;
    private final String serviceToken;
    private volatile int made;

    /** Takes the lanes to auth-service, its address for messages, and the service token. */
    public Accounts(Lanes auth, Object address, String serviceToken) {
        this.auth = auth;
        this.address = address;
        this.serviceToken = serviceToken;
    }

    /** Returns how many accounts are made so far; any thread may ask. */
    public int made() {
        return made;
    }

    /**
     * Makes so many accounts; returns their user ids.
     *
     * @throws SuiteException.NotReady when auth-service cannot be reached or refuses
     */
    public List<Long> make(int count) throws InterruptedException {
        List<Long> users = new ArrayList<>(count);
        while (users.size() < count) {
            int wanted = Math.min(CHUNK, count - users.size());
            List<Long> chunk = chunk(wanted);
            if (chunk == null || chunk.size() != wanted) {
                throw new SuiteException.NotReady(
                        "auth-service did not make the " + wanted + " accounts asked for", null);
            }
            users.addAll(chunk);
            made = users.size();
        }
        return users;
    }

    private List<Long> chunk(int count) throws InterruptedException {
        Call call = new Call(
                Request.post("/internal/rehearsal/accounts")
                        .header("X-Service-Token", serviceToken)
                        .json(Json.write(new RehearsalAccounts.Request(count))),
                PATIENCE);
        auth.run(List.of(call));
        try {
            Answer answer = call.result();
            return switch (answer.status()) {
                case 200, 201 ->
                    Json.read(answer.body(), RehearsalAccounts.class).users();
                case 401 ->
                    throw new SuiteException.NotReady(
                            "auth-service refuses the service token: are the secrets those of the suite at " + address
                                    + "?",
                            null);
                case 404 ->
                    throw new SuiteException.NotReady(
                            "no rehearsal accounts are made at " + address
                                    + ": auth-service runs without FIRSTCOME_REHEARSAL=true, or this is another service",
                            null);
                default ->
                    throw new SuiteException.NotReady(
                            "auth-service makes no accounts: it answers " + Calls.told(answer), null);
            };
        } catch (IOException silent) {
            throw new SuiteException.NotReady(
                    "auth-service does not answer at " + address + " (" + silent.getMessage() + ")", silent);
        }
    }
}
