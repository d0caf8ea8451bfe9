package io.firstcome.kit.caller;

import io.jsonwebtoken.Claims;
import io.jsonwebtoken.JwtException;
import io.jsonwebtoken.JwtParser;
import io.jsonwebtoken.Jwts;
import io.jsonwebtoken.UnsupportedJwtException;
import java.security.Key;
import java.time.Clock;
import java.util.Collection;
import java.util.Date;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Verifies access tokens: RS256 and nothing else, issued by and for Firstcome, not expired. */
public final class AccessTokens {

    /** Issuer and audience of every access token. */
    public static final String FIRSTCOME = "firstcome";

    /** Claim with the roles. */
    public static final String ROLES = "roles";

    private static final String BEARER = "Bearer ";

    private final JwtParser parser;

    /** Takes the look-up of a key by its id ({@link VerificationKeys#find}) and the clock that ends tokens. */
    public AccessTokens(Function<String, Optional<Key>> keys, Clock clock) {
        this.parser = Jwts.parser()
                .sig()
                .clear()
                .add(Jwts.SIG.RS256)
                .and()
                .keyLocator(header -> key(keys, header.get("kid")))
                .requireIssuer(FIRSTCOME)
                .requireAudience(FIRSTCOME)
                .clock(() -> Date.from(clock.instant()))
                .build();
    }

    /**
     * Verifies the token of an {@code Authorization} header.
     *
     * @param header the header's value, or null
     * @return who calls; empty when there is no valid token
     * @throws VerificationKeys.KeysUnavailable when the keys are not known at present
     */
    public Optional<Caller> verifyHeader(String header) {
        if (header == null || !header.regionMatches(true, 0, BEARER, 0, BEARER.length())) {
            return Optional.empty();
        }
        return verify(header.substring(BEARER.length()).trim());
    }

    /** Verifies a token in its compact form; otherwise as {@link #verifyHeader}. */
    public Optional<Caller> verify(String token) {
        try {
            Claims claims = parser.parseSignedClaims(token).getPayload();
            if (claims.getExpiration() == null || claims.getId() == null) {
                return Optional.empty();
            }
            return Optional.of(new Caller(
                    Long.parseLong(claims.getSubject()),
                    roles(claims.get(ROLES)),
                    claims.getId(),
                    claims.getExpiration().toInstant()));
        } catch (JwtException | IllegalArgumentException notOurs) {
            return Optional.empty();
        }
    }

    private static Key key(Function<String, Optional<Key>> keys, Object keyId) {
        if (!(keyId instanceof String id)) {
            throw new UnsupportedJwtException("the token names no key");
        }
        return keys.apply(id).orElseThrow(() -> new UnsupportedJwtException("the token names an unknown key"));
    }

    private static Set<String> roles(Object claim) {
        return claim instanceof Collection<?> all
                ? all.stream().map(String::valueOf).collect(Collectors.toUnmodifiableSet())
                : Set.of();
    }
}
