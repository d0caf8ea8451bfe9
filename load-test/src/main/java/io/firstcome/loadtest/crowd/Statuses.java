package io.firstcome.loadtest.crowd;

import io.firstcome.loadtest.http.Answer;
import io.firstcome.loadtest.http.Request;
import io.firstcome.loadtest.lane.Lanes;
import io.firstcome.loadtest.suite.Call;
import io.firstcome.loadtest.suite.Json;
import io.firstcome.loadtest.suite.Told;
import java.io.IOException;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;

/** Asks many users' status at once. */
public final class Statuses {

    private Statuses() {}

    /** Returns what each of the members is told, by user id; who got no usable answer within the patience is not in it. */
    public static Map<Long, Told> ask(Lanes lanes, long eventId, Collection<Member> members, Duration patience)
            throws InterruptedException {
        Map<Long, Call> calls = new LinkedHashMap<>();
        for (Member member : members) {
            Request request =
                    Request.get("/api/event/status?eventId=" + eventId).bearer(member.token());
            calls.put(member.user(), new Call(request, patience));
        }
        lanes.run(calls.values());
        Map<Long, Told> told = new HashMap<>();
        calls.forEach((user, call) -> {
            try {
                Answer answer = call.result();
                if (answer.status() == 200) {
                    told.put(user, Json.read(answer.body(), Told.class));
                }
            } catch (IOException noUsableAnswer) {
                // Left out: the check of the order counts who is missing.
            }
        });
        return told;
    }
}
