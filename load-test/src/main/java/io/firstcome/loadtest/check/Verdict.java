package io.firstcome.loadtest.check;

import java.util.List;

/**
 * What a check found.
 *
 * @param name       the invariant, as docs/architecture.md names it
 * @param figures    what was counted
 * @param violations what is wrong, a line each; empty when the invariant holds
 */
public record Verdict(String name, String figures, List<String> violations) {

    public Verdict {
        violations = List.copyOf(violations);
    }

    /** Returns whether the invariant holds. */
    public boolean ok() {
        return violations.isEmpty();
    }
}
