package io.firstcome.kit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.firstcome.kit.feign.ServiceUnavailable;
import io.github.resilience4j.circuitbreaker.CircuitBreakerRegistry;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;

/** What becomes of a call to another service. */
class NeighbourCallsTest extends KitService {

    @Autowired
    NeighbourClient client;

    @Autowired
    CircuitBreakerRegistry breakers;

    @BeforeEach
    void forgetFailures() {
        breakers.circuitBreaker("neighbour").reset();
    }

    @Test
    void aNeighbourIsShownTheServiceToken() {
        assertThat(client.hello()).isEqualTo("hello");
        assertThat(neighbour.token).isEqualTo(SERVICE_TOKEN);
    }

    @Test
    void aRefusalOfANeighbourIsPassedOnAsItIs() {
        neighbour.status = 409;
        neighbour.body =
                "{\"type\":\"x\",\"title\":\"x\",\"status\":409,\"code\":\"BELOW_GRANTED\",\"detail\":\"7\",\"granted\":7}";
        assertThat(ask().get("code").asText()).isEqualTo("BELOW_GRANTED");
        assertThat(ask().get("granted").asInt()).isEqualTo(7);
    }

    @ParameterizedTest
    @CsvSource({"400,MALFORMED_REQUEST", "401,SERVICE_TOKEN_REQUIRED", "404,NOT_FOUND", "405,METHOD_NOT_ALLOWED"})
    void aNeighbourThatDoesNotUnderstandTheCallIsUnavailable(int status, String code) {
        neighbour.status = status;
        neighbour.body = "{\"type\":\"x\",\"title\":\"x\",\"status\":" + status + ",\"code\":\"" + code + "\"}";
        assertThat(ask().get("code").asText()).isEqualTo("UNAVAILABLE");
    }

    @Test
    void anAnswerThatBreaksOffIsNone() {
        neighbour.missing = 1;
        assertThatThrownBy(() -> client.hello()).isInstanceOf(ServiceUnavailable.class);
        assertThat(ask().get("code").asText()).isEqualTo("UNAVAILABLE");
    }

    @Test
    void aNeighbourThatFailsMakesAnOutageAndItsBreakerOpens() {
        neighbour.status = 500;
        int before = neighbour.calls.get();
        for (int i = 0; i < 40; i++) {
            assertThat(ask().get("code").asText()).isEqualTo("UNAVAILABLE");
        }
        assertThat(neighbour.calls.get() - before).isLessThan(40);
        neighbour.status = 200;
        await().atMost(Duration.ofSeconds(10)).until(this::hello);
    }

    @Test
    void aCallIsNeverSentTwice() {
        await().atMost(Duration.ofSeconds(10)).until(this::hello);
        neighbour.status = 503;
        int before = neighbour.calls.get();
        assertThat(ask().get("code").asText()).isEqualTo("UNAVAILABLE");
        assertThat(neighbour.calls.get() - before).isEqualTo(1);
    }

    @Test
    void aCallWhoseConnectionBreaksIsNotSentAgainEither() {
        assertThat(client.hello()).isEqualTo("hello");
        neighbour.silent = true;
        int before = neighbour.calls.get();
        assertThat(ask().get("code").asText()).isEqualTo("UNAVAILABLE");
        assertThat(neighbour.calls.get() - before).isEqualTo(1);
    }

    @Test
    void aNeighbourThatHangsIsNotWaitedForLongerThanTheDeadline() {
        neighbour.hang = new CountDownLatch(1);
        try {
            long start = System.nanoTime();
            assertThat(ask().get("code").asText()).isEqualTo("UNAVAILABLE");
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(5));
        } finally {
            neighbour.hang.countDown();
        }
    }

    private boolean hello() {
        try {
            return client.hello().equals("hello");
        } catch (RuntimeException stillOpen) {
            return false;
        }
    }

    private JsonNode ask() {
        return get("/api/ask", null).getBody();
    }
}
