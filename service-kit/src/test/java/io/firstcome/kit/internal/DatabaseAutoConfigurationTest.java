package io.firstcome.kit.internal;

import static org.assertj.core.api.Assertions.assertThat;

import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.validation.ValidationAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

class DatabaseAutoConfigurationTest {
    private final ApplicationContextRunner service = new ApplicationContextRunner()
            .withConfiguration(
                    AutoConfigurations.of(ValidationAutoConfiguration.class, DatabaseAutoConfiguration.class))
            .withBean(DataSource.class, DatabaseAutoConfigurationTest::dataSource);

    private static boolean asked;

    private static DataSource dataSource() {
        asked = true;
        return new DriverManagerDataSource();
    }

    @ParameterizedTest
    @ValueSource(strings = {"firstcome.schema=stock", "spring.datasource.password="})
    void withoutAPasswordTheStartEndsBeforeMysqlIsAsked(String setting) {
        asked = false;
        service.withPropertyValues("firstcome.schema=stock", setting).run(context -> {
            assertThat(context).hasFailed();
            assertThat(context.getStartupFailure()).rootCause().hasMessageContaining("FIRSTCOME_MYSQL_PASSWORD");
            assertThat(asked).isFalse();
        });
    }

    @Test
    void withoutAServiceTokenItDoesSoToo() {
        asked = false;
        service.withConfiguration(AutoConfigurations.of(KitAutoConfiguration.class))
                .withPropertyValues(
                        "firstcome.schema=stock",
                        "spring.datasource.password=secret",
                        "firstcome.internal.service-token=")
                .run(context -> {
                    assertThat(context).hasFailed();
                    assertThat(context.getStartupFailure()).rootCause().hasMessageContaining("FIRSTCOME_SERVICE_TOKEN");
                    assertThat(asked).isFalse();
                });
    }

    @Test
    void withAPasswordItStarts() {
        service.withPropertyValues("firstcome.schema=stock", "spring.datasource.password=secret")
                .run(context -> assertThat(context).hasNotFailed());
    }

    @Test
    void withoutASchemaNoPasswordIsNeeded() {
        service.run(context -> assertThat(context).hasNotFailed());
    }
}
