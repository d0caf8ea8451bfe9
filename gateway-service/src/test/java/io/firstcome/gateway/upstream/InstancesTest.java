package io.firstcome.gateway.upstream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.springframework.cloud.client.DefaultServiceInstance;
import org.springframework.cloud.client.ServiceInstance;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.web.reactive.function.client.ClientRequest;
import org.springframework.web.reactive.function.client.ClientResponse;
import reactor.core.Disposable;
import reactor.core.publisher.Mono;

class InstancesTest {

    private static final Mono<ClientResponse> FINE =
            Mono.just(ClientResponse.create(HttpStatus.OK).build());
    private static final Mono<ClientResponse> REFUSED = Mono.error(new ConnectException("refused"));

    private final AtomicLong now =
            new AtomicLong(Long.MAX_VALUE - Duration.ofSeconds(3).toNanos());
    private final List<String> asked = new ArrayList<>();
    private List<ServiceInstance> registered = List.of(at("a", 1), at("b", 2));
    private final Instances instances = new Instances(
            service -> {
                assertThat(service).isEqualTo("event-service");
                return registered;
            },
            now::get);

    @Test
    void instancesAreAskedInTurn() {
        for (int i = 0; i < 4; i++) {
            call(url -> FINE).block();
        }
        assertThat(asked)
                .containsExactly(
                        "http://a:1/internal", "http://b:2/internal", "http://a:1/internal", "http://b:2/internal");
    }

    @Test
    void theOneWithTheFewestCallsUnderWayIsAsked() {
        Disposable slow = call(url -> Mono.never()).subscribe();
        for (int i = 0; i < 4; i++) {
            call(url -> FINE).block();
        }
        assertThat(asked.getFirst()).startsWith("http://a:1");
        assertThat(asked.subList(1, 5)).allMatch(url -> url.startsWith("http://b:2"));
        slow.dispose();
    }

    @Test
    void oneThatFailsIsPutAsideForAWhileAndNothingIsSentTwice() {
        assertThatThrownBy(() -> call(url -> REFUSED).block()).hasCauseInstanceOf(ConnectException.class);
        for (int i = 0; i < 4; i++) {
            call(url -> FINE).block();
        }
        assertThat(asked)
                .hasSize(5)
                .filteredOn(url -> url.startsWith("http://a:1"))
                .hasSize(1);

        now.addAndGet(Duration.ofSeconds(5).toNanos());
        call(url -> FINE).block();
        call(url -> FINE).block();
        assertThat(asked.subList(5, 7)).anyMatch(url -> url.startsWith("http://a:1"));
    }

    @Test
    void oneWhoseCallIsGivenUpIsPutAside() {
        call(url -> Mono.never()).subscribe().dispose();
        for (int i = 0; i < 4; i++) {
            call(url -> FINE).block();
        }
        assertThat(asked).filteredOn(url -> url.startsWith("http://a:1")).hasSize(1);
    }

    @Test
    void whenAllHaveFailedTheyAreAskedAllTheSame() {
        for (int i = 0; i < 4; i++) {
            assertThatThrownBy(() -> call(url -> REFUSED).block()).hasCauseInstanceOf(ConnectException.class);
        }
        assertThat(asked).hasSize(4);
    }

    @Test
    void withoutAnyTheCallFails() {
        registered = List.of();
        assertThatThrownBy(() -> call(url -> FINE).block())
                .hasCauseInstanceOf(IOException.class)
                .hasMessageContaining("no instance of event-service");
    }

    private Mono<ClientResponse> call(Function<String, Mono<ClientResponse>> answer) {
        ClientRequest request = ClientRequest.create(HttpMethod.POST, URI.create("http://event-service/internal"))
                .build();
        return instances.filter(request, sent -> {
            asked.add(sent.url().toString());
            return answer.apply(sent.url().toString());
        });
    }

    private static ServiceInstance at(String host, int port) {
        return new DefaultServiceInstance(host, "event-service", host, port, false);
    }
}
