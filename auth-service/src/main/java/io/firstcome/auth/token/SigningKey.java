package io.firstcome.auth.token;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.MessageDigest;
import java.security.interfaces.RSAPrivateCrtKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.RSAPublicKeySpec;
import java.util.Arrays;
import java.util.Base64;

/**
 * An RSA key pair that signs access tokens.
 *
 * @param id         the thumbprint of the public key (RFC 7638, SHA-256, base64url): whoever has the key knows its id
 * @param privateKey signs
 * @param publicKey  verifies
 */
record SigningKey(String id, RSAPrivateCrtKey privateKey, RSAPublicKey publicKey) {

    private static final int MIN_BITS = 2048;
    private static final Base64.Encoder BASE64URL = Base64.getUrlEncoder().withoutPadding();

    /**
     * Reads a key; its public half is in it.
     *
     * @param pkcs8 DER of a PKCS#8 private key
     * @throws GeneralSecurityException when it is no RSA key of at least 2048 bits; the message tells why
     */
    static SigningKey of(byte[] pkcs8) throws GeneralSecurityException {
        KeyFactory rsa = KeyFactory.getInstance("RSA");
        if (!(rsa.generatePrivate(new PKCS8EncodedKeySpec(pkcs8)) instanceof RSAPrivateCrtKey secret)) {
            throw new GeneralSecurityException("it has no public half");
        }
        if (secret.getModulus().bitLength() < MIN_BITS) {
            throw new GeneralSecurityException(
                    "it has " + secret.getModulus().bitLength() + " bits, at least " + MIN_BITS + " are needed");
        }
        var open = (RSAPublicKey)
                rsa.generatePublic(new RSAPublicKeySpec(secret.getModulus(), secret.getPublicExponent()));
        return new SigningKey(thumbprint(open), secret, open);
    }

    /** A member of a JWK set (RFC 7517). */
    record PublicJwk(String kty, String use, String alg, String kid, String n, String e) {}

    PublicJwk jwk() {
        return new PublicJwk("RSA", "sig", "RS256", id, modulus(publicKey), exponent(publicKey));
    }

    private static String thumbprint(RSAPublicKey key) throws GeneralSecurityException {
        String canonical = "{\"e\":\"" + exponent(key) + "\",\"kty\":\"RSA\",\"n\":\"" + modulus(key) + "\"}";
        return BASE64URL.encodeToString(MessageDigest.getInstance("SHA-256").digest(canonical.getBytes(UTF_8)));
    }

    private static String modulus(RSAPublicKey key) {
        return unsigned(key.getModulus());
    }

    private static String exponent(RSAPublicKey key) {
        return unsigned(key.getPublicExponent());
    }

    /** Big-endian without the sign byte that Java puts before a leading one bit (RFC 7518, 2). */
    private static String unsigned(BigInteger number) {
        byte[] bytes = number.toByteArray();
        int from = bytes.length > 1 && bytes[0] == 0 ? 1 : 0;
        return BASE64URL.encodeToString(Arrays.copyOfRange(bytes, from, bytes.length));
    }

    /** Keeps the key out of logs. */
    @Override
    public String toString() {
        return "SigningKey[" + id + "]";
    }
}
