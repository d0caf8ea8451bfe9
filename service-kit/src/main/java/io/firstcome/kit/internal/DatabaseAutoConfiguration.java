package io.firstcome.kit.internal;

import javax.sql.DataSource;
import org.springframework.boot.autoconfigure.AbstractDependsOnBeanFactoryPostProcessor;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Import;

/** For services with a schema: nobody waits for MySQL before it is known that there are the secrets, so that a missing one is told by its name. */
@AutoConfiguration
@ConditionalOnProperty("firstcome.schema")
@EnableConfigurationProperties(DatabasePassword.class)
@Import(DatabaseAutoConfiguration.SecretsFirst.class)
class DatabaseAutoConfiguration {

    static final class SecretsFirst extends AbstractDependsOnBeanFactoryPostProcessor {
        SecretsFirst() {
            super(DataSource.class, RequiredSecret.class);
        }
    }
}
