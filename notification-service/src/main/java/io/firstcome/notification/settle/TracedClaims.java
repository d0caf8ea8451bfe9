package io.firstcome.notification.settle;

import io.firstcome.contracts.claim.ClaimGranted;
import io.firstcome.kit.trace.Step;
import io.firstcome.kit.trace.Traces;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.common.header.Header;

/** The settling of a batch, as a step in the trace of each of its claims that is traced; of nearly all batches there is none. */
final class TracedClaims implements AutoCloseable {

    private final Map<ClaimGranted, Step> steps = new HashMap<>();

    private TracedClaims() {}

    /** Begins the steps of a batch. */
    static TracedClaims of(Batch batch, Traces traces) {
        TracedClaims traced = new TracedClaims();
        if (traces.isOn()) {
            for (int i = 0; i < batch.claims().size(); i++) {
                Header parent = batch.sources().get(i).headers().lastHeader(Traces.HEADER);
                if (parent != null && !traced.steps.containsKey(batch.claims().get(i))) {
                    traced.add(batch.claims().get(i), new String(parent.value(), StandardCharsets.US_ASCII), traces);
                }
            }
        }
        return traced;
    }

    private void add(ClaimGranted claim, String parent, Traces traces) {
        Step step =
                traces.follow("settle", parent).with("event", claim.eventId()).with("rank", claim.rank());
        if (step.isTraced()) {
            steps.put(claim, step);
        }
    }

    /** Returns what the mails of the claims follow. */
    Map<ClaimGranted, String> parents() {
        Map<ClaimGranted, String> parents = new HashMap<>();
        steps.forEach((claim, step) -> parents.put(claim, step.parent()));
        return parents;
    }

    void failed(Throwable cause) {
        steps.values().forEach(step -> step.failed(cause));
    }

    /** Ends the steps. */
    @Override
    public void close() {
        steps.values().forEach(Step::close);
    }
}
