package io.firstcome.kit.internal;

import jakarta.validation.constraints.NotBlank;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.validation.annotation.Validated;

/**
 * The password of MySQL's user.
 *
 * @param password there is no default, a service that has a database refuses to start without it
 */
@Validated
@ConfigurationProperties("spring.datasource")
record DatabasePassword(
        @NotBlank(message = "is not set: put the password of MySQL's user into FIRSTCOME_MYSQL_PASSWORD") String password)
        implements RequiredSecret {

    /** Keeps the secret out of logs. */
    @Override
    public String toString() {
        return "DatabasePassword[…]";
    }
}
