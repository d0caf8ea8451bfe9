package io.firstcome.kit.problem;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.dao.NonTransientDataAccessResourceException;
import org.springframework.dao.RecoverableDataAccessException;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.transaction.TransactionException;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/** Gives servlet services the problem handler. */
@AutoConfiguration
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
@ConditionalOnClass(WebMvcConfigurer.class)
@Import(ProblemHandler.class)
public class ProblemAutoConfiguration {

    @Configuration(proxyBeanMethods = false)
    @ConditionalOnClass({TransientDataAccessException.class, TransactionException.class})
    static class Database {

        /** Recoverable is what a connection that breaks while it is used becomes; a transaction fails when it breaks at the commit. */
        @Bean
        Outage databaseOutage() {
            return exception -> exception instanceof TransientDataAccessException
                    || exception instanceof NonTransientDataAccessResourceException
                    || exception instanceof RecoverableDataAccessException
                    || exception instanceof TransactionException;
        }
    }
}
