package io.firstcome.auth.account;

import jakarta.validation.constraints.NotNull;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.validation.annotation.Validated;

/**
 * Settings of accounts.
 *
 * @param adminEmails addresses of admins; {@link Accounts} checks them
 */
@Validated
@ConfigurationProperties(prefix = "firstcome.account", ignoreUnknownFields = false)
record AccountProperties(@NotNull List<String> adminEmails) {

    /** Keeps the addresses out of logs. */
    @Override
    public String toString() {
        return "AccountProperties[…]";
    }
}
