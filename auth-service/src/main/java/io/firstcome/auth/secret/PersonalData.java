package io.firstcome.auth.secret;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.firstcome.kit.internal.RequiredSecret;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.springframework.stereotype.Component;

/**
 * Encrypts personal data with AES-256-GCM. Keys rotate: the first of {@code FIRSTCOME_DATA_KEYS} encrypts, all of them decrypt,
 * and each cipher text is kept with the id of its key.
 */
@Component
public final class PersonalData implements RequiredSecret {

    private static final String VARIABLE = "FIRSTCOME_DATA_KEYS";
    private static final String CIPHER = "AES/GCM/NoPadding";
    private static final int NONCE_BYTES = 12;
    private static final int TAG_BITS = 128;
    private static final int MAX_ID_LENGTH = 32;

    private final Map<String, SecretKeySpec> keys = new LinkedHashMap<>();
    private final String newestKey;
    private final SecureRandom random = new SecureRandom();

    PersonalData(SecretProperties properties) {
        if (properties.dataKeys() == null || properties.dataKeys().isBlank()) {
            throw new UnusableSetting(VARIABLE, "is not set: it needs id:base64(32 random bytes), several by commas");
        }
        for (String entry : properties.dataKeys().split(",")) {
            add(entry.trim());
        }
        newestKey = keys.keySet().iterator().next();
    }

    private void add(String entry) {
        int colon = entry.indexOf(':');
        String id = colon < 0 ? "" : entry.substring(0, colon).trim();
        if (id.isEmpty() || id.length() > MAX_ID_LENGTH || !id.chars().allMatch(c -> c > ' ' && c < 127)) {
            throw new UnusableSetting(VARIABLE, "cannot be used: an entry does not begin with an id and a colon");
        }
        byte[] key = Base64Key.read(VARIABLE, "the key '" + id + "'", entry.substring(colon + 1));
        if (keys.put(id, new SecretKeySpec(key, "AES")) != null) {
            throw new UnusableSetting(VARIABLE, "cannot be used: it has two keys '" + id + "'");
        }
    }

    /**
     * A cipher text with the id of its key.
     *
     * @param keyId   which key encrypted it
     * @param content nonce, cipher text and tag
     */
    public record Sealed(String keyId, byte[] content) {}

    /**
     * Encrypts with the first key and a random nonce.
     *
     * @param text  what is to be kept
     * @param bound what the cipher text belongs to; it cannot be decrypted beside anything else
     */
    public Sealed seal(String text, byte[] bound) {
        byte[] nonce = new byte[NONCE_BYTES];
        random.nextBytes(nonce);
        try {
            Cipher cipher = cipher(Cipher.ENCRYPT_MODE, keys.get(newestKey), nonce, bound);
            byte[] plain = text.getBytes(UTF_8);
            byte[] content = Arrays.copyOf(nonce, NONCE_BYTES + cipher.getOutputSize(plain.length));
            cipher.doFinal(plain, 0, plain.length, content, NONCE_BYTES);
            return new Sealed(newestKey, content);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java platform has " + CIPHER, e);
        }
    }

    /**
     * Decrypts.
     *
     * @throws Unreadable when the key is not at hand, or the cipher text was changed or belongs to something else
     */
    public String open(Sealed sealed, byte[] bound) throws Unreadable {
        SecretKeySpec key = keys.get(sealed.keyId());
        if (key == null) {
            throw new Unreadable("no key '" + sealed.keyId() + "' in " + VARIABLE, null);
        }
        if (sealed.content().length <= NONCE_BYTES) {
            throw new Unreadable("too short", null);
        }
        try {
            byte[] nonce = Arrays.copyOf(sealed.content(), NONCE_BYTES);
            Cipher cipher = cipher(Cipher.DECRYPT_MODE, key, nonce, bound);
            return new String(
                    cipher.doFinal(sealed.content(), NONCE_BYTES, sealed.content().length - NONCE_BYTES), UTF_8);
        } catch (GeneralSecurityException e) {
            throw new Unreadable("changed, or encrypted with another key of the same id", e);
        }
    }

    private static Cipher cipher(int mode, SecretKeySpec key, byte[] nonce, byte[] bound)
            throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance(CIPHER);
        cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce));
        cipher.updateAAD(bound);
        return cipher;
    }

    /** A cipher text that cannot be read. */
    public static final class Unreadable extends Exception {
        Unreadable(String reason, Throwable cause) {
            super(reason, cause);
        }
    }
}
