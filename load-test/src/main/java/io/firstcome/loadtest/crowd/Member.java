package io.firstcome.loadtest.crowd;

import io.firstcome.contracts.Language;

/** One user of the herd, with an access token and the language its mail should have. */
public record Member(long user, String token, Language language) {}
