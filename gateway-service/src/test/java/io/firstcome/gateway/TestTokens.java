package io.firstcome.gateway;

import io.firstcome.kit.caller.AccessTokens;
import io.jsonwebtoken.JwtBuilder;
import io.jsonwebtoken.Jwts;
import java.security.KeyPair;
import java.security.interfaces.RSAPublicKey;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.UUID;

/** Access tokens as auth-service makes them, and such as it would not. */
public final class TestTokens {

    public static final String KEY_ID = "key-1";
    public static final KeyPair KEYS = Jwts.SIG.RS256.keyPair().build();

    private TestTokens() {}

    /** A good token of a user, as the value of the Authorization header. */
    public static String of(long user, String... roles) {
        return "Bearer " + sign(token(user, roles), KEY_ID, KEYS);
    }

    /** A good token that is not signed yet. */
    public static JwtBuilder token(long user, String... roles) {
        return Jwts.builder()
                .subject(Long.toString(user))
                .issuer(AccessTokens.FIRSTCOME)
                .audience()
                .add(AccessTokens.FIRSTCOME)
                .and()
                .claim(AccessTokens.ROLES, List.of(roles))
                .id(UUID.randomUUID().toString())
                .expiration(Date.from(Instant.now().plus(Duration.ofMinutes(15))));
    }

    /** Signs it with a key of the given id. */
    public static String sign(JwtBuilder token, String keyId, KeyPair keys) {
        return token.header()
                .keyId(keyId)
                .and()
                .signWith(keys.getPrivate(), Jwts.SIG.RS256)
                .compact();
    }

    /** The JWK set with one key. */
    public static String keySet(String keyId, KeyPair keys) {
        return "{\"keys\":[" + jwk(keyId, keys) + "]}";
    }

    /** One key as JWK. */
    public static String jwk(String keyId, KeyPair keys) {
        RSAPublicKey key = (RSAPublicKey) keys.getPublic();
        return "{\"kty\":\"RSA\",\"use\":\"sig\",\"alg\":\"RS256\",\"kid\":\"" + keyId + "\",\"n\":\""
                + base64(key.getModulus()) + "\",\"e\":\"" + base64(key.getPublicExponent()) + "\"}";
    }

    private static String base64(java.math.BigInteger number) {
        byte[] bytes = number.toByteArray();
        int from = bytes[0] == 0 ? 1 : 0;
        return java.util.Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(java.util.Arrays.copyOfRange(bytes, from, bytes.length));
    }
}
