package io.firstcome.contracts.account;

import java.util.Map;

/** E-mail addresses by user id, for sending only: never stored, never logged. Users without an account are not in it. */
public record Addresses(Map<Long, String> addresses) {}
