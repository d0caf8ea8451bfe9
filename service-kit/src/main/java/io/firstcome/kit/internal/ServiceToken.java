package io.firstcome.kit.internal;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * The secret shared by the services of one installation.
 *
 * @param serviceToken at least 32 characters; there is no default, a service without it refuses to start
 */
@ConfigurationProperties("firstcome.internal")
public record ServiceToken(String serviceToken) implements RequiredSecret {

    /** The header that carries it. */
    public static final String HEADER = "X-Service-Token";

    private static final int LEAST = 32;

    /** Not by Bean Validation: its report of the failed start shows the value, and this one is most of a secret. */
    public ServiceToken {
        if (serviceToken == null || serviceToken.strip().length() < LEAST) {
            throw new IllegalArgumentException("FIRSTCOME_SERVICE_TOKEN is "
                    + (serviceToken == null || serviceToken.isBlank() ? "not set" : "too short")
                    + ": it takes a secret of at least " + LEAST + " characters");
        }
    }

    /** Returns whether the given value, which may be null, is the token; takes the same time wherever they differ. */
    public boolean matches(String shown) {
        return shown != null
                && MessageDigest.isEqual(
                        serviceToken.getBytes(StandardCharsets.UTF_8), shown.getBytes(StandardCharsets.UTF_8));
    }

    /** Keeps the secret out of logs. */
    @Override
    public String toString() {
        return "ServiceToken[…]";
    }
}
