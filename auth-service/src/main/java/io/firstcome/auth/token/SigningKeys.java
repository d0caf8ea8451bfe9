package io.firstcome.auth.token;

import io.firstcome.auth.secret.UnusableSetting;
import io.firstcome.kit.caller.VerificationKeys;
import io.firstcome.kit.internal.RequiredSecret;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.springframework.stereotype.Component;

/** The keys of this installation: the first signs, all are published, so that tokens outlive a change of keys. */
@Component
final class SigningKeys implements VerificationKeys, RequiredSecret {

    private static final String FILE = "FIRSTCOME_SIGNING_KEY_FILE";
    private static final String INLINE = "FIRSTCOME_SIGNING_KEY";
    private static final Pattern PEM =
            Pattern.compile("-----BEGIN ([A-Z0-9 ]+)-----([A-Za-z0-9+/=\\s]*)-----END \\1-----");
    private static final String PKCS8 = "PRIVATE KEY";

    private final Map<String, SigningKey> keys = new LinkedHashMap<>();
    private final SigningKey first;

    SigningKeys(TokenProperties properties) {
        if (!properties.signingKey().isBlank()) {
            // Where a variable cannot hold line breaks they are written as \n.
            addAll(INLINE, "it", properties.signingKey().replace("\\n", "\n"));
        } else if (!properties.signingKeyFile().isBlank()) {
            for (String file : properties.signingKeyFile().split(",")) {
                addAll(FILE, file.trim(), read(file.trim()));
            }
        } else {
            throw new UnusableSetting(
                    FILE, "is not set, nor is " + INLINE + ": one must give an RSA private key (PKCS#8 PEM)");
        }
        first = keys.values().iterator().next();
    }

    /** Returns the key that signs. */
    SigningKey first() {
        return first;
    }

    /** Returns all keys, the signing one first. */
    List<SigningKey> all() {
        return List.copyOf(keys.values());
    }

    @Override
    public Optional<Key> find(String keyId) {
        return Optional.ofNullable(keys.get(keyId)).map(SigningKey::publicKey);
    }

    private static String read(String file) {
        try {
            return Files.readString(Path.of(file));
        } catch (IOException | InvalidPathException e) {
            throw new UnusableSetting(FILE, "cannot be read: " + e.getClass().getSimpleName() + ": " + e.getMessage());
        }
    }

    private void addAll(String variable, String where, String text) {
        List<SigningKey> found = new ArrayList<>();
        Matcher pem = PEM.matcher(text);
        while (pem.find()) {
            if (!pem.group(1).equals(PKCS8)) {
                throw new UnusableSetting(
                        variable,
                        "cannot be used: " + where + " holds a '" + pem.group(1) + "', a '" + PKCS8
                                + "' is needed (openssl pkcs8 -topk8 -nocrypt makes one of it)");
            }
            found.add(key(variable, where, pem.group(2)));
        }
        if (found.isEmpty()) {
            throw new UnusableSetting(variable, "cannot be used: " + where + " holds no '-----BEGIN PRIVATE KEY-----'");
        }
        found.forEach(key -> keys.putIfAbsent(key.id(), key));
    }

    private static SigningKey key(String variable, String where, String base64) {
        try {
            return SigningKey.of(Base64.getMimeDecoder().decode(base64));
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            throw new UnusableSetting(
                    variable, "cannot be used: a key in " + where + " is no fit RSA key: " + e.getMessage());
        }
    }
}
