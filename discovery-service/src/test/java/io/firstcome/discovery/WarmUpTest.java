package io.firstcome.discovery;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.client.TestRestTemplate;
import org.springframework.http.HttpStatus;

@SpringBootTest(
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = "FIRSTCOME_REGISTRY_WARM_UP_MILLIS=600000")
class WarmUpTest {

    @Autowired
    TestRestTemplate http;

    /** Otherwise every client would replace its good copy by an empty one when the registry restarts. */
    @Test
    void afterAStartTheRegistryRefusesToBeReadRatherThanTellThatThereIsNothing() {
        assertThat(http.getForEntity("/eureka/apps/", String.class).getStatusCode())
                .isEqualTo(HttpStatus.FORBIDDEN);
    }
}
