package io.firstcome.loadtest.token;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.MessageDigest;
import java.security.PrivateKey;
import java.security.interfaces.RSAPrivateCrtKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.RSAPublicKeySpec;
import java.util.Arrays;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The RSA key that the suite signs with.
 *
 * @param id         its {@code kid}: the thumbprint of RFC 7638, as auth-service computes it
 * @param privateKey what signs
 * @param publicKey  what verifies
 */
public record SigningKey(String id, PrivateKey privateKey, RSAPublicKey publicKey) {

    private static final Pattern PEM =
            Pattern.compile("-----BEGIN PRIVATE KEY-----([A-Za-z0-9+/=\\s]+)-----END PRIVATE KEY-----");

    /**
     * Reads the first key of a PKCS#8 PEM file; auth-service too signs with the first.
     *
     * @throws IOException when the file cannot be read or holds no RSA key; the message says which
     */
    public static SigningKey read(Path file) throws IOException {
        Matcher pem = PEM.matcher(Files.readString(file, StandardCharsets.US_ASCII));
        if (!pem.find()) {
            throw new IOException("no PKCS#8 key (BEGIN PRIVATE KEY) in it");
        }
        try {
            byte[] encoded = Base64.getMimeDecoder().decode(pem.group(1));
            PrivateKey key = KeyFactory.getInstance("RSA").generatePrivate(new PKCS8EncodedKeySpec(encoded));
            if (!(key instanceof RSAPrivateCrtKey rsa)) {
                throw new IOException("the RSA key in it does not tell its public part");
            }
            return of(rsa);
        } catch (GeneralSecurityException unusable) {
            throw new IOException("the key in it is not an RSA key", unusable);
        }
    }

    /** Returns the signing key made of an RSA private key. */
    public static SigningKey of(RSAPrivateCrtKey key) throws GeneralSecurityException {
        RSAPublicKey open = (RSAPublicKey) KeyFactory.getInstance("RSA")
                .generatePublic(new RSAPublicKeySpec(key.getModulus(), key.getPublicExponent()));
        return new SigningKey(thumbprint(open), key, open);
    }

    /** RFC 7638: SHA-256 of the required members of the JWK, in the order of their names, without blanks. */
    static String thumbprint(RSAPublicKey key) throws GeneralSecurityException {
        String jwk = "{\"e\":\"" + base64(key.getPublicExponent()) + "\",\"kty\":\"RSA\",\"n\":\""
                + base64(key.getModulus()) + "\"}";
        byte[] hash = MessageDigest.getInstance("SHA-256").digest(jwk.getBytes(StandardCharsets.US_ASCII));
        return Base64.getUrlEncoder().withoutPadding().encodeToString(hash);
    }

    private static String base64(BigInteger number) {
        byte[] bytes = number.toByteArray();
        // Two's complement may lead with a zero byte for the sign; RFC 7518 wants the number alone.
        int from = bytes.length > 1 && bytes[0] == 0 ? 1 : 0;
        byte[] unsigned = Arrays.copyOfRange(bytes, from, bytes.length);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(unsigned);
    }
}
