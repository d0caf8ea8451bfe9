package io.firstcome.notification.settle;

import io.firstcome.contracts.claim.ClaimGranted;

/** What became of a record's bytes. */
sealed interface Reading {

    /** It is a claim, and it fits the tables. */
    record Claim(ClaimGranted claim) implements Reading {}

    /** It is none, and never will be for this code; {@code cause} quotes nothing from it. */
    record Poison(String cause) implements Reading {}
}
