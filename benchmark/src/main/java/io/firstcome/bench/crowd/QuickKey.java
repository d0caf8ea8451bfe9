package io.firstcome.bench.crowd;

import static java.math.BigInteger.ONE;
import static java.nio.charset.StandardCharsets.US_ASCII;

import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.security.spec.RSAPrivateCrtKeySpec;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Random;

/**
 * An RSA key of 2048 bits that signs several times faster than others: its modulus has eight primes instead of two (RFC 8017 allows that; it is
 * easier to break, and good for a benchmark only). Hundreds of thousands of tokens are signed for one; verifying a signature, which is what is
 * measured, costs what it always does, since modulus and exponent are as long as ever.
 */
final class QuickKey {
    private static final int BITS = 2048;
    private static final int PRIMES = 8;
    private static final BigInteger EXPONENT = BigInteger.valueOf(65537);

    /** DER of "this is a SHA-256 hash" (RFC 8017, 9.2). */
    private static final byte[] SHA256 = HexFormat.of().parseHex("3031300d060960864801650304020105000420");

    private final BigInteger[] primes;
    private final BigInteger[] exponents;
    private final BigInteger[] coefficients;
    private final BigInteger modulus;

    private QuickKey(BigInteger[] primes) {
        this.primes = primes;
        this.modulus = product(primes, 0, PRIMES);
        this.exponents = Arrays.stream(primes)
                .map(prime -> EXPONENT.modInverse(prime.subtract(ONE)))
                .toArray(BigInteger[]::new);
        this.coefficients = new BigInteger[PRIMES];
        for (var i = 1; i < PRIMES; i++) {
            coefficients[i] = product(primes, 0, i).modInverse(primes[i]);
        }
    }

    static QuickKey generate() {
        var random = new SecureRandom();
        while (true) {
            var primes = new BigInteger[PRIMES];
            Arrays.setAll(primes, i -> prime(random));
            var key = new QuickKey(primes);
            if (key.modulus.bitLength() == BITS
                    && Arrays.stream(primes).distinct().count() == PRIMES) {
                return key;
            }
        }
    }

    /** The two upper bits are set by {@code setBit}, so that the product of all is as long as wanted, mostly. */
    private static BigInteger prime(Random random) {
        while (true) {
            var start = new BigInteger(BITS / PRIMES, random)
                    .setBit(BITS / PRIMES - 1)
                    .setBit(BITS / PRIMES - 2)
                    .setBit(BITS / PRIMES - 3);
            var prime = start.nextProbablePrime();
            if (prime.bitLength() == BITS / PRIMES
                    && prime.subtract(ONE).mod(EXPONENT).signum() != 0) {
                return prime;
            }
        }
    }

    private static BigInteger product(BigInteger[] factors, int from, int to) {
        var product = ONE;
        for (var i = from; i < to; i++) {
            product = product.multiply(factors[i]);
        }
        return product;
    }

    /** Signs as RS256 does (PKCS#1 v1.5 with SHA-256); any number of threads at once. */
    byte[] sign(byte[] content) {
        var padded = new byte[BITS / 8];
        var hash = sha256(content);
        Arrays.fill(padded, (byte) 0xff);
        padded[0] = 0;
        padded[1] = 1;
        padded[padded.length - hash.length - SHA256.length - 1] = 0;
        System.arraycopy(SHA256, 0, padded, padded.length - hash.length - SHA256.length, SHA256.length);
        System.arraycopy(hash, 0, padded, padded.length - hash.length, hash.length);
        return bytes(root(new BigInteger(1, padded)));
    }

    /** By the Chinese remainder theorem, prime after prime (Garner). */
    private BigInteger root(BigInteger message) {
        var result = message.mod(primes[0]).modPow(exponents[0], primes[0]);
        var product = primes[0];
        for (var i = 1; i < PRIMES; i++) {
            var part = message.mod(primes[i]).modPow(exponents[i], primes[i]);
            result = result.add(part.subtract(result)
                    .multiply(coefficients[i])
                    .mod(primes[i])
                    .multiply(product));
            product = product.multiply(primes[i]);
        }
        return result;
    }

    private static byte[] bytes(BigInteger number) {
        var bytes = number.toByteArray();
        var whole = new byte[BITS / 8];
        var length = Math.min(bytes.length, whole.length);
        System.arraycopy(bytes, bytes.length - length, whole, whole.length - length, length);
        return whole;
    }

    private static byte[] sha256(byte[] content) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(content);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /** RFC 7638, as auth-service names its keys. */
    String id() {
        var encoder = Base64.getUrlEncoder().withoutPadding();
        var number = modulus.toByteArray();
        var modulusText = encoder.encodeToString(Arrays.copyOfRange(number, number.length - BITS / 8, number.length));
        var exponentText = encoder.encodeToString(EXPONENT.toByteArray());
        var json = "{\"e\":\"%s\",\"kty\":\"RSA\",\"n\":\"%s\"}".formatted(exponentText, modulusText);
        return encoder.encodeToString(sha256(json.getBytes(US_ASCII)));
    }

    /**
     * The key as auth-service reads it (PKCS#8, PEM). That format has two factors; each is a product of four primes, which the arithmetic does not
     * mind, as the exponents are made for it.
     */
    String pem() {
        var p = product(primes, 0, PRIMES / 2);
        var q = product(primes, PRIMES / 2, PRIMES);
        var spec = new RSAPrivateCrtKeySpec(
                modulus,
                EXPONENT,
                EXPONENT.modInverse(order(0, PRIMES)),
                p,
                q,
                EXPONENT.modInverse(order(0, PRIMES / 2)),
                EXPONENT.modInverse(order(PRIMES / 2, PRIMES)),
                q.modInverse(p));
        try {
            var key = KeyFactory.getInstance("RSA").generatePrivate(spec);
            return "-----BEGIN PRIVATE KEY-----\n"
                    + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(key.getEncoded())
                    + "\n-----END PRIVATE KEY-----\n";
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A multiple of the order of every element modulo the product of these primes. */
    private BigInteger order(int from, int to) {
        return product(Arrays.stream(primes).map(prime -> prime.subtract(ONE)).toArray(BigInteger[]::new), from, to);
    }
}
