package io.firstcome.loadtest.check;

/** Checks one invariant. */
interface Check {

    Verdict check(Observations seen);
}
