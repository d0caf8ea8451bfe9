package io.firstcome.localstack.launch;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.Signature;
import java.security.interfaces.RSAPrivateCrtKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.UUID;
import java.util.stream.Collectors;

/** The RSA key that auth-service signs access tokens with, and which the launcher and tests sign some with too. */
public final class SigningKey {
    private static final Base64.Encoder BASE64URL = Base64.getUrlEncoder().withoutPadding();

    private final RSAPrivateCrtKey key;
    private final String id;

    private SigningKey(RSAPrivateCrtKey key) throws GeneralSecurityException {
        this.key = key;
        this.id = thumbprint(key.getModulus(), key.getPublicExponent());
    }

    /** Reads a PKCS#8 PEM file, after making it (RSA 2048, mode 600) if it is not there. */
    static SigningKey readOrCreate(Path file) {
        try {
            if (!Files.exists(file)) {
                var generator = KeyPairGenerator.getInstance("RSA");
                generator.initialize(2048);
                PrivateFile.write(
                        file, pem(generator.generateKeyPair().getPrivate().getEncoded()));
            }
            return parse(Files.readString(file, US_ASCII));
        } catch (IOException | GeneralSecurityException e) {
            throw new LaunchException("cannot use the signing key " + file + ": " + e.getMessage(), e);
        }
    }

    /** Reads a PKCS#8 PEM text. */
    static SigningKey parse(String pem) {
        try {
            var body = pem.replaceAll("-----[A-Z ]+-----", "").replaceAll("\\s", "");
            var spec = new PKCS8EncodedKeySpec(Base64.getDecoder().decode(body));
            return new SigningKey(
                    (RSAPrivateCrtKey) KeyFactory.getInstance("RSA").generatePrivate(spec));
        } catch (GeneralSecurityException | IllegalArgumentException | ClassCastException e) {
            throw new LaunchException("the signing key is no PKCS#8 PEM of an RSA key: " + e.getMessage(), e);
        }
    }

    /** The key id that auth-service publishes it under. */
    public String id() {
        return id;
    }

    /**
     * An access token as auth-service issues it.
     *
     * @param user the user id
     * @param validFor from now
     * @param roles {@code USER}, and for an admin {@code ADMIN} too
     */
    public String token(long user, Duration validFor, String... roles) {
        var list = Arrays.stream(roles).map(role -> '"' + role + '"').collect(Collectors.joining(","));
        var now = Instant.now().getEpochSecond();
        var header = "{\"alg\":\"RS256\",\"typ\":\"JWT\",\"kid\":\"%s\"}".formatted(id);
        var claims =
                "{\"iss\":\"firstcome\",\"aud\":\"firstcome\",\"sub\":\"%d\",\"roles\":[%s],\"jti\":\"%s\",\"iat\":%d,\"exp\":%d}"
                        .formatted(user, list, UUID.randomUUID(), now, now + validFor.toSeconds());
        var content = encode(header.getBytes(UTF_8)) + "." + encode(claims.getBytes(UTF_8));
        try {
            var signature = Signature.getInstance("SHA256withRSA");
            signature.initSign(key);
            signature.update(content.getBytes(US_ASCII));
            return content + "." + encode(signature.sign());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** RFC 7638: the SHA-256 of the public key as JSON with its members in alphabetical order. */
    static String thumbprint(BigInteger modulus, BigInteger exponent) throws GeneralSecurityException {
        var json = "{\"e\":\"%s\",\"kty\":\"RSA\",\"n\":\"%s\"}"
                .formatted(encode(unsigned(exponent)), encode(unsigned(modulus)));
        return encode(MessageDigest.getInstance("SHA-256").digest(json.getBytes(UTF_8)));
    }

    private static byte[] unsigned(BigInteger number) {
        var bytes = number.toByteArray();
        return bytes[0] == 0 ? Arrays.copyOfRange(bytes, 1, bytes.length) : bytes;
    }

    private static String encode(byte[] bytes) {
        return BASE64URL.encodeToString(bytes);
    }

    private static String pem(byte[] encoded) {
        return "-----BEGIN PRIVATE KEY-----\n"
                + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(encoded)
                + "\n-----END PRIVATE KEY-----\n";
    }
}
