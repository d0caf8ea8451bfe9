package io.firstcome.loadtest.token;

import static io.firstcome.loadtest.token.TokenSigner.base64;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPairGenerator;
import java.security.interfaces.RSAPrivateCrtKey;
import java.time.Clock;
import java.time.Duration;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Tokens that every door must refuse. */
public final class ForgedTokens {

    private static final Duration LONG_AGO = Duration.ofHours(1);

    private ForgedTokens() {}

    /**
     * Returns a token of the user for each known trick, by the trick's name.
     *
     * @param key   the key that good tokens are signed with
     * @param user  whom the tokens name
     * @param clock what tells now
     */
    public static Map<String, String> of(SigningKey key, long user, Clock clock) {
        try {
            TokenSigner signer = new TokenSigner(key, clock);
            String claims = TokenSigner.claims(user, TokenSigner.ADMIN, "firstcome", clock.instant());
            Map<String, String> tokens = new LinkedHashMap<>();
            tokens.put(
                    "expired token",
                    signer.sign(
                            user, TokenSigner.USER, "firstcome", clock.instant().minus(LONG_AGO)));
            tokens.put("token for another audience", signer.sign(user, TokenSigner.USER, "elsewhere", clock.instant()));
            tokens.put(
                    "token signed by another key",
                    new TokenSigner(anotherKey(key.id()), clock).sign(user, TokenSigner.ADMIN));
            tokens.put(
                    "token with alg none",
                    base64("{\"alg\":\"none\",\"kid\":\"" + key.id() + "\"}") + "." + base64(claims) + ".");
            tokens.put("token with HS256 by the public key", macByPublicKey(key, claims));
            return tokens;
        } catch (GeneralSecurityException missing) {
            throw new IllegalStateException("every JDK has RSA and HMAC", missing);
        }
    }

    /** Another key that claims the id of the right one. */
    private static SigningKey anotherKey(String id) throws GeneralSecurityException {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
        generator.initialize(2048);
        SigningKey other =
                SigningKey.of((RSAPrivateCrtKey) generator.generateKeyPair().getPrivate());
        return new SigningKey(id, other.privateKey(), other.publicKey());
    }

    /** Key confusion: the public key, which everyone knows, used as the secret of a MAC, in its usual PEM form. */
    private static String macByPublicKey(SigningKey key, String claims) throws GeneralSecurityException {
        String pem = "-----BEGIN PUBLIC KEY-----\n"
                + Base64.getMimeEncoder(64, new byte[] {'\n'})
                        .encodeToString(key.publicKey().getEncoded())
                + "\n-----END PUBLIC KEY-----\n";
        String signed = base64("{\"alg\":\"HS256\",\"kid\":\"" + key.id() + "\"}") + "." + base64(claims);
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(pem.getBytes(StandardCharsets.US_ASCII), "HmacSHA256"));
        return signed + "." + base64(mac.doFinal(signed.getBytes(StandardCharsets.US_ASCII)));
    }
}
