package io.firstcome.kit.feign;

import com.fasterxml.jackson.databind.ObjectMapper;
import feign.Capability;
import feign.Client;
import feign.RequestInterceptor;
import feign.codec.ErrorDecoder;
import io.firstcome.kit.internal.ServiceToken;
import io.firstcome.kit.problem.Outage;
import io.firstcome.kit.trace.Traces;
import io.github.resilience4j.bulkhead.BulkheadRegistry;
import io.github.resilience4j.circuitbreaker.CircuitBreakerRegistry;
import io.github.resilience4j.timelimiter.TimeLimiterRegistry;
import org.apache.hc.client5.http.impl.classic.HttpClientBuilder;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.cloud.openfeign.clientconfig.HttpClient5FeignConfiguration.HttpClientBuilderCustomizer;
import org.springframework.context.annotation.Bean;

/** Applies to every Feign client of a service. */
@AutoConfiguration
@ConditionalOnClass({Capability.class, CircuitBreakerRegistry.class})
public class FeignAutoConfiguration {

    @Bean
    Outage serviceOutage() {
        return ServiceUnavailable.class::isInstance;
    }

    @Bean
    RequestInterceptor showServiceToken(ServiceToken token) {
        return template -> template.header(ServiceToken.HEADER, token.serviceToken());
    }

    /** What the service called does belongs to the trace that this thread is at. */
    @Bean
    RequestInterceptor handOnTrace(Traces traces) {
        return template -> {
            String parent = traces.current();
            if (parent != null) {
                template.header(Traces.HEADER, parent);
            }
        };
    }

    @Bean
    ErrorDecoder problemDecoder(ObjectMapper json) {
        return new ProblemDecoder(json);
    }

    @Bean
    Capability guardedCalls(CircuitBreakerRegistry breakers, TimeLimiterRegistry limiters, BulkheadRegistry bulkheads) {
        return new Guarded(breakers, limiters, bulkheads);
    }

    /** By itself the HTTP client would send a call again when it is answered 503, a POST as well. */
    @Bean
    HttpClientBuilderCustomizer neverAgain() {
        return HttpClientBuilder::disableAutomaticRetries;
    }

    /** Public, because Feign calls it by reflection. */
    public static final class Guarded implements Capability {

        private final CircuitBreakerRegistry breakers;
        private final TimeLimiterRegistry limiters;
        private final BulkheadRegistry bulkheads;

        Guarded(CircuitBreakerRegistry breakers, TimeLimiterRegistry limiters, BulkheadRegistry bulkheads) {
            this.breakers = breakers;
            this.limiters = limiters;
            this.bulkheads = bulkheads;
        }

        @Override
        public Client enrich(Client client) {
            return new GuardedClient(client, breakers, limiters, bulkheads);
        }
    }
}
