package io.firstcome.contracts.stock;

import io.firstcome.contracts.Language;

/**
 * A claim as the ledger holds it.
 *
 * @param user      who holds it
 * @param rank      arrival number within the event
 * @param unit      number of the unit
 * @param grantedAt epoch milliseconds by the ledger's clock: Redis's own for the script, the service's for the locked one
 * @param language  of the request that made it
 */
public record HeldClaim(long user, long rank, long unit, long grantedAt, Language language) {

    /** Returns all but the user as {@code rank:unit:grantedAt:language}: small, since Redis holds millions of them. */
    public String text() {
        return rank + ":" + unit + ":" + grantedAt + ":" + language.tag();
    }

    /**
     * Reads what {@link #text} wrote.
     *
     * @param from where in the text it begins
     * @throws IllegalArgumentException when it is something else
     */
    public static HeldClaim of(long user, String text, int from) {
        int unit = text.indexOf(':', from) + 1;
        int at = text.indexOf(':', unit) + 1;
        int language = text.indexOf(':', at) + 1;
        if (unit == 0 || at == 0 || language == 0) {
            throw new IllegalArgumentException("malformed claim of user " + user + ": " + text);
        }
        return new HeldClaim(
                user,
                Long.parseLong(text, from, unit - 1, 10),
                Long.parseLong(text, unit, at - 1, 10),
                Long.parseLong(text, at, language - 1, 10),
                Language.ofTag(text.substring(language)));
    }
}
