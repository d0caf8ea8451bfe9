package io.firstcome.loadtest.check;

import java.util.ArrayList;
import java.util.List;

/** Collects what is wrong. */
final class Findings {

    private final List<String> violations = new ArrayList<>();

    /** Notes the violation unless the condition holds; the format is that of {@link String#format}. */
    void require(boolean holds, String violation, Object... values) {
        if (!holds) {
            violations.add(violation.formatted(values));
        }
    }

    Verdict verdict(String name, String figures, Object... values) {
        return new Verdict(name, figures.formatted(values), violations);
    }
}
