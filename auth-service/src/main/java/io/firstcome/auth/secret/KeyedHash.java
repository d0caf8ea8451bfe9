package io.firstcome.auth.secret;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.firstcome.kit.internal.RequiredSecret;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.EnumMap;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.springframework.stereotype.Component;

/**
 * HMAC-SHA-256 of what must be found again but not read: addresses, codes, client addresses. Without the key nobody can try
 * all addresses, or all million codes, against a stolen store. Every purpose has a key of its own, derived from the one
 * in {@code FIRSTCOME_HASH_KEY}, so that hashes of one store match none in another.
 */
@Component
public final class KeyedHash implements RequiredSecret {

    /** What a hash is for. */
    public enum Purpose {
        /** Finds an account by its address, in MySQL. */
        ACCOUNT,
        /** Finds the code of an address, in Redis. */
        CODE_OF_ADDRESS,
        /** A code itself. */
        CODE,
        /** Counts the requests of a client address. */
        CLIENT
    }

    private static final String VARIABLE = "FIRSTCOME_HASH_KEY";
    private static final String ALGORITHM = "HmacSHA256";

    private final Map<Purpose, SecretKeySpec> keys = new EnumMap<>(Purpose.class);

    KeyedHash(SecretProperties properties) {
        if (properties.hashKey() == null || properties.hashKey().isBlank()) {
            throw new UnusableSetting(VARIABLE, "is not set: it needs 32 random bytes in base64");
        }
        var master = new SecretKeySpec(Base64Key.read(VARIABLE, "the key", properties.hashKey()), ALGORITHM);
        for (Purpose purpose : Purpose.values()) {
            keys.put(purpose, new SecretKeySpec(hmac(master, "firstcome:" + purpose), ALGORITHM));
        }
    }

    /** Returns the 32 bytes that stand for a text. */
    public byte[] bytes(Purpose purpose, String text) {
        return hmac(keys.get(purpose), text);
    }

    /** Returns the same as {@link #bytes} as text: base64url, 43 characters. */
    public String text(Purpose purpose, String text) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes(purpose, text));
    }

    private static byte[] hmac(SecretKeySpec key, String text) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            return mac.doFinal(text.getBytes(UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java platform has " + ALGORITHM, e);
        }
    }
}
