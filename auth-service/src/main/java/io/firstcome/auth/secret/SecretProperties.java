package io.firstcome.auth.secret;

import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * Secrets for personal data, as text; {@link PersonalData} and {@link KeyedHash} check them.
 *
 * @param dataKeys {@code id:base64(32 bytes)[,id:base64…]}; the first encrypts, all decrypt
 * @param hashKey  base64 of 32 bytes
 */
@ConfigurationProperties(prefix = "firstcome.secret", ignoreUnknownFields = false)
record SecretProperties(String dataKeys, String hashKey) {

    /** Keeps the secrets out of logs. */
    @Override
    public String toString() {
        return "SecretProperties[…]";
    }
}
