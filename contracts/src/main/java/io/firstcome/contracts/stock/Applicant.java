package io.firstcome.contracts.stock;

import com.fasterxml.jackson.annotation.JsonFormat;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import io.firstcome.contracts.Language;

/** A user who applies for a unit; the language is kept with the claim, so that whoever publishes it knows it. In JSON an array. */
@JsonFormat(shape = JsonFormat.Shape.ARRAY)
@JsonPropertyOrder({"user", "language"})
public record Applicant(long user, Language language) {}
