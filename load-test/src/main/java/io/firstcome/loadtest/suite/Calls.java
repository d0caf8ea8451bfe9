package io.firstcome.loadtest.suite;

import io.firstcome.loadtest.http.Answer;
import io.firstcome.loadtest.http.Request;
import io.firstcome.loadtest.lane.Lanes;
import java.io.IOException;
import java.time.Duration;
import java.util.List;

/** Makes single calls over lanes and reads their answers as values. */
final class Calls {

    private final Lanes lanes;
    private final Duration patience;

    Calls(Lanes lanes, Duration patience) {
        this.lanes = lanes;
        this.patience = patience;
    }

    /** Returns the answer, whatever its status; throws when there is none. */
    Answer ask(Request request) throws InterruptedException {
        Call call = new Call(request, patience);
        lanes.run(List.of(call));
        try {
            return call.result();
        } catch (IOException silent) {
            throw new SuiteException.BrokenOff(named(request) + " got no answer: " + silent.getMessage(), silent);
        }
    }

    /** Returns the body of a 2xx answer as a value; anything else ends the rehearsal. */
    <T> T read(Request request, Class<T> type) throws InterruptedException {
        Answer answer = ask(request);
        if (answer.status() / 100 != 2) {
            throw new SuiteException.BrokenOff(named(request) + " was answered " + told(answer), null);
        }
        try {
            return Json.read(answer.body(), type);
        } catch (IOException unreadable) {
            String text = answer.text();
            throw new SuiteException.BrokenOff(
                    named(request) + " was answered with something else than expected: "
                            + text.substring(0, Math.min(text.length(), 120)),
                    unreadable);
        }
    }

    /** Returns status, code and detail of an answer for a message. */
    static String told(Answer answer) {
        String code = Json.tree(answer.body()).path("code").asText();
        String detail = Json.tree(answer.body()).path("detail").asText();
        return (answer.status() + " " + code + (detail.isEmpty() ? "" : " (" + detail + ")")).trim();
    }

    private static String named(Request request) {
        return request.method() + " " + request.target();
    }
}
