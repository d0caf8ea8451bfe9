package io.firstcome.discovery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.client.TestRestTemplate;
import org.springframework.http.HttpEntity;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;

@SpringBootTest(
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {"FIRSTCOME_REGISTRY_WARM_UP_MILLIS=1500", "FIRSTCOME_REGISTRY_EVICTION_MILLIS=200"})
class DiscoveryTest {

    private static final Duration PATIENCE = Duration.ofSeconds(15);

    @Autowired
    TestRestTemplate http;

    @Test
    void anInstanceRegistersIsSeenAndLeaves() {
        assertThat(register("leaving-service", "a", 30)).isEqualTo(HttpStatus.NO_CONTENT);
        awaitStatus("/eureka/apps/leaving-service", HttpStatus.OK);

        http.delete("/eureka/apps/leaving-service/a");

        awaitStatus("/eureka/apps/leaving-service", HttpStatus.NOT_FOUND);
    }

    @Test
    void anInstanceWithoutHeartbeatsGoesEvenWhenItIsTheOnlyOne() {
        register("dying-service", "a", 1);
        awaitStatus("/eureka/apps/dying-service", HttpStatus.OK);

        awaitStatus("/eureka/apps/dying-service", HttpStatus.NOT_FOUND);
    }

    @Test
    void livenessAndReadinessAreUp() {
        assertThat(http.getForObject("/actuator/health/liveness", String.class)).contains("UP");
        assertThat(http.getForObject("/actuator/health/readiness", String.class))
                .contains("UP");
    }

    @Test
    void nothingButHealthAndInfoIsShown() {
        assertThat(status("/actuator/env")).isEqualTo(HttpStatus.NOT_FOUND);
    }

    private HttpStatusCode register(String service, String id, int leaseSeconds) {
        Map<String, Object> instance = Map.of(
                "instance",
                Map.of(
                        "instanceId",
                        id,
                        "app",
                        service.toUpperCase(),
                        "hostName",
                        "127.0.0.1",
                        "ipAddr",
                        "127.0.0.1",
                        "vipAddress",
                        service,
                        "status",
                        "UP",
                        "port",
                        Map.of("$", 8080, "@enabled", "true"),
                        "leaseInfo",
                        Map.of("durationInSecs", leaseSeconds, "renewalIntervalInSecs", 1),
                        "dataCenterInfo",
                        Map.of(
                                "@class", "com.netflix.appinfo.InstanceInfo$DefaultDataCenterInfo",
                                "name", "MyOwn")));
        HttpHeaders json = new HttpHeaders();
        json.setContentType(MediaType.APPLICATION_JSON);
        return http.exchange("/eureka/apps/" + service, HttpMethod.POST, new HttpEntity<>(instance, json), Void.class)
                .getStatusCode();
    }

    private void awaitStatus(String path, HttpStatus expected) {
        await(path).atMost(PATIENCE).until(() -> status(path), expected::equals);
    }

    private HttpStatusCode status(String path) {
        return http.getForEntity(path, String.class).getStatusCode();
    }
}
