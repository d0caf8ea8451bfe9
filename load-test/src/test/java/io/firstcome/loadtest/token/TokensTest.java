package io.firstcome.loadtest.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.firstcome.loadtest.suite.Json;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PublicKey;
import java.security.Signature;
import java.security.interfaces.RSAPrivateCrtKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.RSAPublicKeySpec;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TokensTest {

    private static final Clock NOON = Clock.fixed(Instant.parse("2026-05-01T12:00:00Z"), ZoneOffset.UTC);

    private static KeyPair pair;

    @TempDir
    private Path folder;

    @BeforeAll
    static void makeKey() throws Exception {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
        generator.initialize(2048);
        pair = generator.generateKeyPair();
    }

    @Test
    void aTokenHasTheClaimsOfTheDesignAndAValidSignature() throws Exception {
        SigningKey key = SigningKey.of((RSAPrivateCrtKey) pair.getPrivate());
        String token = new TokenSigner(key, NOON).sign(42, TokenSigner.ADMIN);

        assertThat(isSigned(token, pair.getPublic())).isTrue();
        assertThat(part(token, 0)).isEqualTo(Json.tree(bytes("{\"alg\":\"RS256\",\"kid\":\"" + key.id() + "\"}")));
        JsonNode claims = part(token, 1);
        assertThat(claims.path("sub").textValue()).isEqualTo("42");
        assertThat(claims.path("roles")).hasToString("[\"ADMIN\",\"USER\"]");
        assertThat(claims.path("iss").textValue()).isEqualTo("firstcome");
        assertThat(claims.path("aud").textValue()).isEqualTo("firstcome");
        assertThat(claims.path("jti").textValue()).hasSize(36);
        assertThat(claims.path("iat").longValue()).isEqualTo(NOON.instant().getEpochSecond());
        assertThat(claims.path("exp").longValue()).isEqualTo(NOON.instant().getEpochSecond() + 900);
    }

    @Test
    void theKeysIdIsItsThumbprintOfRfc7638() throws Exception {
        // The key and the thumbprint that RFC 7638, 3.1, gives as its example.
        BigInteger modulus = new BigInteger(
                1,
                Base64.getUrlDecoder()
                        .decode(
                                "0vx7agoebGcQSuuPiLJXZptN9nndrQmbXEps2aiAFbWhM78LhWx4cbbfAAtVT86zwu1RK7aPFFxuhDR1L6tSoc_BJECP"
                                        + "ebWKRXjBZCiFV4n3oknjhMstn64tZ_2W-5JsGY4Hc5n9yBXArwl93lqt7_RN5w6Cf0h4QyQ5v-65YGjQR0_FDW2QvzqY3"
                                        + "68QQMicAtaSqzs8KJZgnYb9c7d0zgdAZHzu6qMQvRL5hajrn1n91CbOpbISD08qNLyrdkt-bFTWhAI4vMQFh6WeZu0fM4"
                                        + "lFd2NcRwr3XPksINHaQ-G_xBniIqbw0Ls1jF44-csFCur-kEgU8awapJzKnqDKgw"));
        PublicKey example =
                KeyFactory.getInstance("RSA").generatePublic(new RSAPublicKeySpec(modulus, BigInteger.valueOf(65537)));

        assertThat(SigningKey.thumbprint((RSAPublicKey) example))
                .isEqualTo("NzbLsXh8uDCcd-6MNwXF4W_7noWXFZAfHkxZsRGC9Xs");
    }

    @Test
    void manyTokensAreSignedInTheOrderOfTheirUsers() throws Exception {
        TokenMint mint = new TokenMint(SigningKey.of((RSAPrivateCrtKey) pair.getPrivate()), NOON);
        List<Long> users = LongStream.range(0, 100).boxed().toList();

        List<String> tokens = mint.sign(users);

        assertThat(mint.signed()).isEqualTo(100);
        for (int at = 0; at < tokens.size(); at++) {
            assertThat(part(tokens.get(at), 1).path("sub").textValue()).isEqualTo(String.valueOf(at));
            assertThat(isSigned(tokens.get(at), pair.getPublic())).isTrue();
        }
        assertThat(tokens.stream().map(token -> part(token, 1).path("jti").textValue()))
                .doesNotHaveDuplicates();
    }

    @Test
    void everyForgedTokenIsWrongInItsOwnWay() throws Exception {
        SigningKey key = SigningKey.of((RSAPrivateCrtKey) pair.getPrivate());

        Map<String, String> forged = ForgedTokens.of(key, 42, NOON);

        assertThat(forged).hasSize(5);
        for (Map.Entry<String, String> entry : forged.entrySet()) {
            assertThat(isGood(entry.getValue())).as(entry.getKey()).isFalse();
        }
        assertThat(isGood(new TokenSigner(key, NOON).sign(42, TokenSigner.USER)))
                .isTrue();
    }

    @Test
    void theFirstKeyOfAPemFileIsRead() throws Exception {
        Path file = Files.writeString(
                folder.resolve("key.pem"), pem(pair.getPrivate().getEncoded()) + pem(new byte[] {1, 2, 3}));

        SigningKey key = SigningKey.read(file);

        assertThat(key.publicKey()).isEqualTo(pair.getPublic());
    }

    @Test
    void aFileWithoutAUsableKeySaysSo() throws Exception {
        Path none = Files.writeString(folder.resolve("none.pem"), "hello");
        Path broken = Files.writeString(folder.resolve("broken.pem"), pem(new byte[] {1, 2, 3}));

        assertThatThrownBy(() -> SigningKey.read(none))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("no PKCS#8");
        assertThatThrownBy(() -> SigningKey.read(broken))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("not an RSA");
    }

    /** Verifies as a careful service would: algorithm, signature, audience, expiry. */
    private static boolean isGood(String token) throws Exception {
        JsonNode claims = part(token, 1);
        return "RS256".equals(part(token, 0).path("alg").textValue())
                && isSigned(token, pair.getPublic())
                && "firstcome".equals(claims.path("aud").textValue())
                && claims.path("exp").longValue() > NOON.instant().getEpochSecond();
    }

    private static boolean isSigned(String token, PublicKey key) throws Exception {
        int end = token.lastIndexOf('.');
        Signature signature = Signature.getInstance("SHA256withRSA");
        signature.initVerify(key);
        signature.update(bytes(token.substring(0, end)));
        byte[] claimed = Base64.getUrlDecoder().decode(token.substring(end + 1));
        return claimed.length == 256 && signature.verify(claimed);
    }

    private static JsonNode part(String token, int number) {
        return Json.tree(Base64.getUrlDecoder().decode(token.split("\\.")[number]));
    }

    private static String pem(byte[] encoded) {
        return "-----BEGIN PRIVATE KEY-----\n" + Base64.getMimeEncoder().encodeToString(encoded)
                + "\n-----END PRIVATE KEY-----\n";
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
