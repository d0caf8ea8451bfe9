package io.firstcome.gateway.request;

import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Whose word counts about where a request came from.
 *
 * @param trustedProxies networks ({@code 10.0.0.0/8}, {@code ::1}) of proxies in front of the gateway; nobody else's X-Forwarded-For is read
 */
@ConfigurationProperties("firstcome.gateway")
record AddressProperties(@DefaultValue List<String> trustedProxies) {}
