package io.firstcome.contracts.settle;

/**
 * Asks for the confirmation of a claim to be sent again.
 *
 * @param by the admin's user id
 */
public record ClaimMail(long by) {}
