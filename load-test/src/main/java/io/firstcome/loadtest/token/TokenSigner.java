package io.firstcome.loadtest.token;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.Signature;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/** Signs access tokens as auth-service does: RS256, with the claims that its README lists, 15 minutes. One thread at a time. */
public final class TokenSigner {

    /** How long a token is valid. */
    public static final Duration VALIDITY = Duration.ofMinutes(15);

    /** The role of everybody who has logged in. */
    public static final Set<String> USER = Set.of("USER");

    /** The roles of an admin. */
    public static final Set<String> ADMIN = Set.of("USER", "ADMIN");

    private final Signature signature;
    private final String header;
    private final Clock clock;

    public TokenSigner(SigningKey key, Clock clock) {
        try {
            this.signature = Signature.getInstance("SHA256withRSA");
            signature.initSign(key.privateKey());
        } catch (GeneralSecurityException unusable) {
            throw new IllegalArgumentException("the key cannot sign", unusable);
        }
        this.header = "{\"alg\":\"RS256\",\"kid\":\"" + key.id() + "\"}";
        this.clock = clock;
    }

    /** Returns a token of the given user, valid from now. */
    public String sign(long user, Set<String> roles) {
        return sign(user, roles, "firstcome", clock.instant());
    }

    /** Returns a token for any audience and from any moment on: for the ones that must be refused, too. */
    public String sign(long user, Set<String> roles, String audience, Instant issuedAt) {
        String claims = claims(user, roles, audience, issuedAt);
        try {
            String signed = base64(header) + "." + base64(claims);
            signature.update(signed.getBytes(StandardCharsets.US_ASCII));
            return signed + "." + base64(signature.sign());
        } catch (GeneralSecurityException broken) {
            throw new IllegalStateException("signing failed", broken);
        }
    }

    /** Returns the JSON text of a token's claims. */
    static String claims(long user, Set<String> roles, String audience, Instant issuedAt) {
        String listed = roles.stream().sorted().map(role -> '"' + role + '"').collect(Collectors.joining(","));
        return "{\"sub\":\"%d\",\"roles\":[%s],\"iss\":\"firstcome\",\"aud\":\"%s\",\"jti\":\"%s\",\"iat\":%d,\"exp\":%d}"
                .formatted(
                        user,
                        listed,
                        audience,
                        UUID.randomUUID(),
                        issuedAt.getEpochSecond(),
                        issuedAt.plus(VALIDITY).getEpochSecond());
    }

    static String base64(String text) {
        return base64(text.getBytes(StandardCharsets.UTF_8));
    }

    static String base64(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
