package io.firstcome.notification.settle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.firstcome.localstack.backend.Backends;
import io.firstcome.notification.AuthDouble;
import io.firstcome.notification.ClaimsLog;
import io.firstcome.notification.NotificationService;
import io.firstcome.notification.ServiceTest;
import org.junit.jupiter.api.Test;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.test.web.client.TestRestTemplate;
import org.springframework.context.ConfigurableApplicationContext;

class KafkaAwayTest extends ServiceTest {

    @Test
    void withoutKafkaTheServiceStartsAndSaysThatItIsNotReadyUntilKafkaIsThere() {
        log.listener().stop();
        Backends.shared().kafka().stop();
        try (ConfigurableApplicationContext late = start()) {
            assertThat(status(late, "readiness")).isEqualTo(503);
            assertThat(status(late, "liveness")).isEqualTo(200);

            Backends.shared().kafka().start();
            await().atMost(ClaimsLog.PATIENCE).until(() -> status(late, "readiness") == 200);
            log.publish(claims(10));
            await().atMost(ClaimsLog.PATIENCE).until(() -> settled() == 10);
        } finally {
            Backends.shared().kafka().start();
            log.listener().start();
        }
    }

    private static int status(ConfigurableApplicationContext service, String probe) {
        String port = service.getEnvironment().getProperty("local.server.port");
        return new TestRestTemplate()
                .getForEntity("http://127.0.0.1:" + port + "/actuator/health/" + probe, String.class)
                .getStatusCode()
                .value();
    }

    private static ConfigurableApplicationContext start() {
        return new SpringApplicationBuilder(NotificationService.class)
                .properties("spring.cloud.discovery.client.simple.instances.auth-service[0].uri="
                        + AuthDouble.INSTANCE.url())
                .run();
    }
}
