package io.firstcome.stock.grant;

import io.firstcome.contracts.Language;
import io.firstcome.contracts.stock.HeldClaim;

/** The value of a claim in Redis, {@code rank:unit:grantedAtMillis:language}: small, since there are millions of them. */
final class ClaimText {

    private ClaimText() {}

    /** Reads a claim from the text, which begins at the given place. */
    static HeldClaim read(long user, String text, int from) {
        int unit = text.indexOf(':', from) + 1;
        int at = text.indexOf(':', unit) + 1;
        int language = text.indexOf(':', at) + 1;
        if (unit == 0 || at == 0 || language == 0) {
            throw new IllegalStateException("Redis holds a malformed claim of user " + user + ": " + text);
        }
        return new HeldClaim(
                user,
                Long.parseLong(text, from, unit - 1, 10),
                Long.parseLong(text, unit, at - 1, 10),
                Long.parseLong(text, at, language - 1, 10),
                Language.ofTag(text.substring(language)));
    }

    static String write(HeldClaim claim) {
        return claim.rank() + ":" + claim.unit() + ":" + claim.grantedAt() + ":"
                + claim.language().tag();
    }
}
