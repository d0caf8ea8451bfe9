package io.firstcome.localstack.backend;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Map;

/** Secrets a service needs to start, made new for every JVM of tests. */
final class TestSecrets {
    private final Map<String, String> environment;

    private TestSecrets(Map<String, String> environment) {
        this.environment = environment;
    }

    static TestSecrets in(Path folder) {
        return new TestSecrets(Map.of(
                "FIRSTCOME_SERVICE_TOKEN",
                base64(32),
                "FIRSTCOME_SIGNING_KEY_FILE",
                signingKey(folder).toString(),
                "FIRSTCOME_DATA_KEYS",
                "test:" + base64(32),
                "FIRSTCOME_HASH_KEY",
                base64(32),
                "SERVER_PORT",
                "0",
                "eureka.client.enabled",
                "false"));
    }

    Map<String, String> environment() {
        return environment;
    }

    private static Path signingKey(Path folder) {
        try {
            var generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(2048);
            var encoded = generator.generateKeyPair().getPrivate().getEncoded();
            var body = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(encoded);
            return Files.writeString(
                    folder.resolve("signing-key.pem"),
                    "-----BEGIN PRIVATE KEY-----\n" + body + "\n-----END PRIVATE KEY-----\n",
                    US_ASCII);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String base64(int length) {
        var bytes = new byte[length];
        new SecureRandom().nextBytes(bytes);
        return Base64.getEncoder().encodeToString(bytes);
    }
}
