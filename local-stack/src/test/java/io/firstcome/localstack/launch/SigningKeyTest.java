package io.firstcome.localstack.launch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.KeyFactory;
import java.security.Signature;
import java.security.interfaces.RSAPrivateCrtKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.RSAPublicKeySpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SigningKeyTest {
    @TempDir
    Path folder;

    @Test
    void isMadeOnceAndForItsOwnerAlone() throws Exception {
        var file = folder.resolve("signing-key.pem");
        var first = SigningKey.readOrCreate(file);

        assertThat(SigningKey.readOrCreate(file).id()).isEqualTo(first.id());
        assertThat(Files.getPosixFilePermissions(file)).isEqualTo(PosixFilePermissions.fromString("rw-------"));
    }

    @Test
    void signsTokensThatItsPublicHalfVerifies() throws Exception {
        var file = folder.resolve("signing-key.pem");
        var key = SigningKey.readOrCreate(file);
        var parts = key.token(7, Duration.ofMinutes(15), "USER", "ADMIN").split("\\.");

        var verifier = Signature.getInstance("SHA256withRSA");
        var privateKey = privateKey(Files.readString(file));
        verifier.initVerify(KeyFactory.getInstance("RSA")
                .generatePublic(new RSAPublicKeySpec(privateKey.getModulus(), privateKey.getPublicExponent())));
        verifier.update((parts[0] + "." + parts[1]).getBytes(StandardCharsets.US_ASCII));
        assertThat(verifier.verify(Base64.getUrlDecoder().decode(parts[2]))).isTrue();

        assertThat(json(parts[0]).path("alg").asText()).isEqualTo("RS256");
        assertThat(json(parts[0]).path("kid").asText()).isEqualTo(key.id());
        var claims = json(parts[1]);
        assertThat(claims.path("sub").asText()).isEqualTo("7");
        assertThat(claims.path("roles").toString()).isEqualTo("[\"USER\",\"ADMIN\"]");
        assertThat(claims.path("iss").asText()).isEqualTo("firstcome");
        assertThat(claims.path("aud").asText()).isEqualTo("firstcome");
        assertThat(claims.path("exp").asLong() - Instant.now().getEpochSecond()).isBetween(890L, 900L);
    }

    /** The example of RFC 7638, section 3.1. */
    @Test
    void isNamedByTheThumbprintOfItsPublicHalf() throws Exception {
        var modulus =
                "0vx7agoebGcQSuuPiLJXZptN9nndrQmbXEps2aiAFbWhM78LhWx4cbbfAAtVT86zwu1RK7aPFFxuhDR1L6tSoc_BJECPebWKRXjBZCi"
                        + "FV4n3oknjhMstn64tZ_2W-5JsGY4Hc5n9yBXArwl93lqt7_RN5w6Cf0h4QyQ5v-65YGjQR0_FDW2QvzqY368QQMicAtaSqzs8KJZgnYb9c"
                        + "7d0zgdAZHzu6qMQvRL5hajrn1n91CbOpbISD08qNLyrdkt-bFTWhAI4vMQFh6WeZu0fM4lFd2NcRwr3XPksINHaQ-G_xBniIqbw0Ls1jF4"
                        + "4-csFCur-kEgU8awapJzKnqDKgw";

        assertThat(SigningKey.thumbprint(
                        new BigInteger(1, Base64.getUrlDecoder().decode(modulus)), BigInteger.valueOf(65537)))
                .isEqualTo("NzbLsXh8uDCcd-6MNwXF4W_7noWXFZAfHkxZsRGC9Xs");
    }

    @Test
    void somethingElseIsRefused() {
        assertThatThrownBy(() -> SigningKey.parse("-----BEGIN PRIVATE KEY-----\nabc\n-----END PRIVATE KEY-----"))
                .isInstanceOf(LaunchException.class)
                .hasMessageStartingWith("the signing key is no PKCS#8 PEM of an RSA key");
    }

    private static RSAPrivateCrtKey privateKey(String pem) throws Exception {
        var body = pem.replaceAll("-----.*-----", "").replaceAll("\\s", "");
        return (RSAPrivateCrtKey) KeyFactory.getInstance("RSA")
                .generatePrivate(new PKCS8EncodedKeySpec(Base64.getDecoder().decode(body)));
    }

    private static JsonNode json(String part) throws Exception {
        return new ObjectMapper().readTree(Base64.getUrlDecoder().decode(part));
    }
}
