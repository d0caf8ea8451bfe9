package io.firstcome.kit.internal;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.validation.annotation.Validated;

/**
 * The secret shared by the services of one installation.
 *
 * @param serviceToken at least 32 characters; there is no default, a service without it refuses to start
 */
@Validated
@ConfigurationProperties("firstcome.internal")
public record ServiceToken(
        @NotBlank(message = "is not set: put a secret of at least 32 characters into FIRSTCOME_SERVICE_TOKEN") @Size(min = 32, message = "is too short: FIRSTCOME_SERVICE_TOKEN needs at least 32 characters") String serviceToken) {

    /** The header that carries it. */
    public static final String HEADER = "X-Service-Token";

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
