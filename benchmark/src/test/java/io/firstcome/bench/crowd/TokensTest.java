package io.firstcome.bench.crowd;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import io.firstcome.loadtest.token.SigningKey;
import java.nio.file.Path;
import java.security.KeyFactory;
import java.security.Signature;
import java.security.spec.RSAPublicKeySpec;
import java.time.Clock;
import java.util.Arrays;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TokensTest {

    @Test
    void anybodyCanVerifyThemAndTheSuiteCanReadTheKey(@TempDir Path folder) throws Exception {
        var tokens = new Tokens(Clock.systemUTC());
        var file = folder.resolve("key.pem");
        tokens.writeKey(file);
        var key = SigningKey.read(file);

        for (var token : tokens.of(20, i -> 100 + i)) {
            var parts = token.split("\\.");
            assertThat(new String(Base64.getUrlDecoder().decode(parts[0]), US_ASCII))
                    .contains(key.id());
            var verifier = Signature.getInstance("SHA256withRSA");
            verifier.initVerify(key.publicKey());
            verifier.update((parts[0] + "." + parts[1]).getBytes(US_ASCII));
            assertThat(verifier.verify(Base64.getUrlDecoder().decode(parts[2]))).isTrue();
        }
        assertThat(key.publicKey().getModulus().bitLength()).isEqualTo(2048);
    }

    @Test
    void theJdkSignsWithTheSameKeyToo(@TempDir Path folder) throws Exception {
        var tokens = new Tokens(Clock.systemUTC());
        var file = folder.resolve("key.pem");
        tokens.writeKey(file);
        var key = SigningKey.read(file);
        var signer = Signature.getInstance("SHA256withRSA");
        signer.initSign(key.privateKey());
        signer.update(new byte[] {1, 2, 3});
        var signature = signer.sign();
        var verifier = Signature.getInstance("SHA256withRSA");
        verifier.initVerify(KeyFactory.getInstance("RSA")
                .generatePublic(new RSAPublicKeySpec(
                        key.publicKey().getModulus(), key.publicKey().getPublicExponent())));
        verifier.update(new byte[] {1, 2, 3});
        assertThat(verifier.verify(signature)).isTrue();
    }

    @Test
    void noTwoAreAlike() {
        var tokens = new Tokens(Clock.systemUTC()).of(50, i -> 7);
        assertThat(Arrays.stream(tokens).distinct()).hasSize(50);
    }
}
