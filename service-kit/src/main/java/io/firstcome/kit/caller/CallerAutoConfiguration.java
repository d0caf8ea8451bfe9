package io.firstcome.kit.caller;

import io.firstcome.kit.internal.ServiceToken;
import java.time.Clock;
import java.util.List;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.cloud.openfeign.EnableFeignClients;
import org.springframework.cloud.openfeign.FeignClient;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/** Guards every servlet service. A service that owns keys itself brings its own {@link VerificationKeys}. */
@AutoConfiguration
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
public class CallerAutoConfiguration {

    @Bean
    WebMvcConfigurer callerMvc(VerificationKeys keys, Clock clock, ServiceToken serviceToken) {
        CallerGuard guard = new CallerGuard(new AccessTokens(keys::find, clock), serviceToken);
        return new WebMvcConfigurer() {
            @Override
            public void addInterceptors(InterceptorRegistry registry) {
                registry.addInterceptor(guard);
            }

            @Override
            public void addArgumentResolvers(List<HandlerMethodArgumentResolver> resolvers) {
                resolvers.add(new CallerArgument());
            }
        };
    }

    @Configuration(proxyBeanMethods = false)
    @ConditionalOnMissingBean(VerificationKeys.class)
    @EnableFeignClients(clients = Remote.KeysClient.class)
    static class Remote {

        @Bean
        VerificationKeys publishedKeys(ObjectProvider<KeysClient> auth) {
            return new PublishedKeys(() -> auth.getObject().keys());
        }

        @FeignClient(name = "auth-service", contextId = "published-keys")
        interface KeysClient {
            @GetMapping("/.well-known/jwks.json")
            String keys();
        }
    }
}
