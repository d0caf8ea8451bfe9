package io.firstcome.loadtest.check;

import java.util.List;

/** The invariants of docs/architecture.md, and that nothing was left over. */
public final class Invariants {

    private static final List<Check> CHECKS = List.of(
            new NoOversell(),
            new OneEach(),
            new PromiseKept(),
            new Order(),
            new NoLie(),
            new NothingFromBadInput(),
            new PersonalDataStaysHome(),
            new AllTaken());

    private Invariants() {}

    /** Returns a verdict for each of them, in the order of docs/architecture.md. */
    public static List<Verdict> check(Observations seen) {
        return CHECKS.stream().map(check -> check.check(seen)).toList();
    }
}
