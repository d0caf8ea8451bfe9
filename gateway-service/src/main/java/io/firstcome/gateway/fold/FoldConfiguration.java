package io.firstcome.gateway.fold;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.firstcome.gateway.caller.Callers;
import io.firstcome.gateway.edge.EdgeAnswers;
import io.firstcome.gateway.rate.RateLimits;
import io.firstcome.kit.count.SharedCounts;
import io.firstcome.kit.internal.ServiceToken;
import io.firstcome.kit.trace.Traces;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.HashMap;
import java.util.Map;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpMethod;
import org.springframework.web.reactive.function.client.WebClient;

/** Makes a fold, with a line and limits of its own, for each route of the settings. */
@Configuration(proxyBeanMethods = false)
class FoldConfiguration {

    @Bean
    FoldedRoute.Door door(EdgeAnswers edge, Callers callers, RateLimits rates, Traces traces) {
        return new FoldedRoute.Door(edge, callers, rates, traces);
    }

    @Bean
    FoldFilter foldFilter(
            FoldProperties properties,
            WebClient services,
            ServiceToken token,
            ObjectMapper json,
            MeterRegistry meters,
            SharedCounts counts,
            FoldedRoute.Door door) {
        WebClient trusted = services.mutate()
                .defaultHeader(ServiceToken.HEADER, token.serviceToken())
                .build();
        Map<String, Map<HttpMethod, FoldedRoute>> routes = new HashMap<>();
        int number = 0;
        for (FoldProperties.Route route : properties.folds()) {
            FoldMetrics metrics = new FoldMetrics(meters, route.method() + " " + route.path(), counts);
            BatchClient client =
                    new BatchClient(trusted, "http://" + route.service() + route.batchPath(), json, door.traces());
            Fold fold = new Fold(route.limits(), client::send, metrics);
            String setting = "firstcome.gateway.folds[" + number++ + "]";
            routes.computeIfAbsent(route.path(), path -> new HashMap<>())
                    .put(route.method(), new FoldedRoute(route, setting, fold, metrics, door));
        }
        return new FoldFilter(routes);
    }
}
