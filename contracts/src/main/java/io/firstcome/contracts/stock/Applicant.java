package io.firstcome.contracts.stock;

import io.firstcome.contracts.Language;

/** A user who applies for a unit; the language is kept with the claim, so that whoever publishes it knows it. */
public record Applicant(long user, Language language) {}
