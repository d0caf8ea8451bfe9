package io.firstcome.kit.internal;

import org.springdoc.core.customizers.ServerBaseUrlCustomizer;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.context.annotation.Bean;

/**
 * API documents name no server but the one they come from. A service does not know whether that is spoken to by TLS, and a page that came by https may not
 * call what is said to be http.
 */
@AutoConfiguration
@ConditionalOnClass(ServerBaseUrlCustomizer.class)
class ApiDocsAutoConfiguration {

    @Bean
    ServerBaseUrlCustomizer serverOfApiDocs() {
        return (url, request) -> "/";
    }
}
