package io.firstcome.kit.caller;

import java.time.Instant;
import java.util.Set;

/**
 * Who sent the request, as its access token proves.
 *
 * @param user      the user id
 * @param roles     for example {@code ADMIN}
 * @param tokenId   the token's id (jti)
 * @param expiresAt when the token ends
 */
public record Caller(long user, Set<String> roles, String tokenId, Instant expiresAt) {

    /** The role of admins. */
    public static final String ADMIN = "ADMIN";

    /** Returns whether the caller is an admin. */
    public boolean isAdmin() {
        return roles.contains(ADMIN);
    }
}
