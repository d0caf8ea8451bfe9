package io.firstcome.auth.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.firstcome.auth.account.Account;
import io.firstcome.auth.secret.UnusableSetting;
import io.firstcome.kit.caller.PublishedKeys;
import io.jsonwebtoken.security.Jwk;
import io.jsonwebtoken.security.Jwks;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SigningKeysTest {

    private static final KeyPair OLD = rsa(2048);
    private static final KeyPair NEW = rsa(2048);

    @TempDir
    private Path folder;

    @Test
    void aKeyComesFromAFileOrFromTheVariableWhichWins() throws Exception {
        Path file = Files.writeString(folder.resolve("key.pem"), pem(OLD));
        assertThat(keys(file.toString(), "").first().publicKey()).isEqualTo(OLD.getPublic());
        assertThat(keys(file.toString(), pem(NEW)).first().publicKey()).isEqualTo(NEW.getPublic());
        assertThat(keys("", pem(NEW).replace("\n", "\\n")).first().publicKey()).isEqualTo(NEW.getPublic());
    }

    @Test
    void theFirstOfSeveralKeysSignsAndAllArePublished() throws Exception {
        Path both = Files.writeString(folder.resolve("both.pem"), pem(NEW) + pem(OLD));
        Path one = Files.writeString(folder.resolve("one.pem"), pem(NEW));
        Path other = Files.writeString(folder.resolve("other.pem"), pem(OLD));
        for (SigningKeys keys : List.of(keys(both.toString(), ""), keys(one + ", " + other, ""))) {
            assertThat(keys.first().publicKey()).isEqualTo(NEW.getPublic());
            assertThat(keys.all().stream().map(key -> (Object) key.publicKey()).toList())
                    .isEqualTo(List.of(NEW.getPublic(), OLD.getPublic()));
        }
    }

    @Test
    void theIdIsTheThumbprintOfThePublicKey() {
        Jwk<?> reference =
                Jwks.builder().key(OLD.getPublic()).idFromThumbprint().build();
        assertThat(keys("", pem(OLD)).first().id()).isEqualTo(reference.getId());
    }

    @Test
    void aTokenSignedByAnOlderPublishedKeyStillVerifies() throws Exception {
        String token = sign(keys("", pem(OLD)));
        assertThat(verifier(keys("", pem(NEW) + pem(OLD))).verify(token)).isPresent();
        assertThat(verifier(keys("", pem(NEW))).verify(token)).isEmpty();
    }

    @Test
    void otherServicesLearnTheKeysFromWhatIsPublished() throws Exception {
        SigningKeys keys = keys("", pem(NEW) + pem(OLD));
        var answer = new JwksController(keys, properties("", "")).keys();
        assertThat(answer.getHeaders().getCacheControl()).isEqualTo("max-age=300, public");

        String published = new ObjectMapper().writeValueAsString(answer.getBody());
        assertThat(published).doesNotContain("\"d\"").doesNotContain("\"p\"");
        var others =
                new io.firstcome.kit.caller.AccessTokens(new PublishedKeys(() -> published)::find, Clock.systemUTC());
        assertThat(others.verify(sign(keys))).hasValueSatisfying(caller -> {
            assertThat(caller.user()).isEqualTo(42);
            assertThat(caller.isAdmin()).isTrue();
            assertThat(caller.tokenId()).isEqualTo("some-id");
        });
        assertThat(others.verify(sign(keys("", pem(OLD))))).isPresent();
    }

    @Test
    void withoutAKeyTheServiceDoesNotStart() {
        assertThatThrownBy(() -> keys("", " "))
                .isInstanceOf(UnusableSetting.class)
                .hasMessage("FIRSTCOME_SIGNING_KEY_FILE is not set, nor is FIRSTCOME_SIGNING_KEY: one must give an RSA "
                        + "private key (PKCS#8 PEM)");
    }

    @Test
    void aFileThatCannotBeReadIsNamed() {
        assertThatThrownBy(() -> keys(folder.resolve("missing.pem").toString(), ""))
                .isInstanceOf(UnusableSetting.class)
                .hasMessageStartingWith("FIRSTCOME_SIGNING_KEY_FILE cannot be read: NoSuchFileException")
                .hasMessageContaining("missing.pem");
    }

    @Test
    void aKeyThatIsTooShortOrOfAnotherKindIsRefused() throws Exception {
        assertUnusable(pem(rsa(1024)), "it has 1024 bits, at least 2048 are needed");
        assertUnusable(pem(KeyPairGenerator.getInstance("EC").generateKeyPair().getPrivate()), "no fit RSA key");
        assertUnusable(pem(OLD).substring(0, 200) + "\n-----END PRIVATE KEY-----", "no fit RSA key");
    }

    @Test
    void anotherFormOfAKeyIsNamedWithTheWayOut() {
        assertUnusable(pem(OLD).replace("PRIVATE KEY", "RSA PRIVATE KEY"), "holds a 'RSA PRIVATE KEY'");
        assertUnusable(pem(OLD).replace("PRIVATE KEY", "ENCRYPTED PRIVATE KEY"), "openssl pkcs8 -topk8 -nocrypt");
        assertUnusable("something else", "holds no '-----BEGIN PRIVATE KEY-----'");
    }

    private static void assertUnusable(String pem, String reason) {
        assertThatThrownBy(() -> keys("", pem))
                .isInstanceOf(UnusableSetting.class)
                .hasMessageStartingWith("FIRSTCOME_SIGNING_KEY cannot be used: ")
                .hasMessageContaining(reason);
    }

    private static String sign(SigningKeys keys) {
        Instant now = Instant.now();
        return new AccessTokens(keys).sign(new Account(42, true), "some-id", now, now.plusSeconds(60));
    }

    private static io.firstcome.kit.caller.AccessTokens verifier(SigningKeys keys) {
        return new io.firstcome.kit.caller.AccessTokens(keys::find, Clock.systemUTC());
    }

    private static SigningKeys keys(String file, String inline) {
        return new SigningKeys(properties(file, inline));
    }

    private static TokenProperties properties(String file, String inline) {
        return new TokenProperties(
                file,
                inline,
                Duration.ofMinutes(15),
                Duration.ofDays(30),
                Duration.ofMinutes(5),
                Duration.ofMinutes(10),
                200);
    }

    private static KeyPair rsa(int bits) {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(bits);
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }

    private static String pem(KeyPair pair) {
        return pem(pair.getPrivate());
    }

    private static String pem(PrivateKey key) {
        return "-----BEGIN PRIVATE KEY-----\n"
                + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(key.getEncoded())
                + "\n-----END PRIVATE KEY-----\n";
    }
}
