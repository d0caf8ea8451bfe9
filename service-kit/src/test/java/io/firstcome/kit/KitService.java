package io.firstcome.kit;

import com.fasterxml.jackson.databind.JsonNode;
import io.firstcome.contracts.problem.ProblemCode;
import io.firstcome.kit.caller.Anyone;
import io.firstcome.kit.caller.Caller;
import io.firstcome.kit.caller.VerificationKeys;
import io.firstcome.kit.problem.ProblemException;
import io.jsonwebtoken.Jwts;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import java.security.KeyPair;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.client.TestRestTemplate;
import org.springframework.cloud.openfeign.EnableFeignClients;
import org.springframework.cloud.openfeign.FeignClient;
import org.springframework.context.annotation.Bean;
import org.springframework.http.HttpEntity;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.ResponseEntity;
import org.springframework.http.client.JdkClientHttpRequestFactory;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The kit in a small service of its own, calling a neighbour that can misbehave. Its tests share one that runs. */
@SpringBootTest(
        classes = KitService.Service.class,
        webEnvironment = WebEnvironment.RANDOM_PORT,
        properties = {
            "spring.config.import=classpath:firstcome-defaults.yml",
            "eureka.client.enabled=false",
            "FIRSTCOME_SERVICE_TOKEN=" + KitService.SERVICE_TOKEN,
            "FIRSTCOME_CALL_DEADLINE_MILLIS=500",
            "FIRSTCOME_CALLS_AT_ONCE=4"
        })
abstract class KitService {

    static final String SERVICE_TOKEN = "0123456789012345678901234567890123456789";
    static final KeyPair KEYS = Jwts.SIG.RS256.keyPair().build();
    static final Neighbour neighbour = new Neighbour();

    @Autowired
    TestRestTemplate http;

    @DynamicPropertySource
    static void where(DynamicPropertyRegistry registry) {
        registry.add("spring.cloud.discovery.client.simple.instances.neighbour[0].uri", neighbour::url);
    }

    @FeignClient("neighbour")
    interface NeighbourClient {
        @GetMapping("/internal/hello")
        String hello();
    }

    @SpringBootApplication
    @EnableFeignClients(clients = NeighbourClient.class)
    static class Service {
        @Bean
        VerificationKeys keys() {
            return id -> Optional.of(KEYS.getPublic());
        }

        @RestController
        static class Calls {
            private final ObjectProvider<NeighbourClient> neighbours;

            Calls(ObjectProvider<NeighbourClient> neighbours) {
                this.neighbours = neighbours;
            }

            record Thing(@NotBlank String name, @Min(1) long size) {}

            @Anyone
            @GetMapping("/api/open")
            String open() {
                return "hello";
            }

            @GetMapping("/api/mine")
            long mine(Caller caller) {
                return caller.user();
            }

            @GetMapping("/api/admin/things")
            String admin() {
                return "secret";
            }

            @GetMapping("/internal/things")
            String internal() {
                return "inside";
            }

            @Anyone
            @PostMapping("/api/things")
            Thing make(@Valid @RequestBody Thing thing) {
                return thing;
            }

            @Anyone
            @GetMapping("/api/limited")
            int limited(@RequestParam @Min(1) @Max(5) int limit) {
                return limit;
            }

            @Anyone
            @GetMapping("/api/broken")
            String broken() {
                throw new IllegalStateException("the password is swordfish");
            }

            @Anyone
            @GetMapping("/api/later")
            String later() {
                throw ProblemException.tryAgain(ProblemCode.UNAVAILABLE, Duration.ofMillis(1500), "soon", null);
            }

            @Anyone
            @GetMapping("/api/ask")
            String ask() {
                return neighbours.getObject().hello();
            }
        }
    }

    @BeforeEach
    void wellBehaved() {
        neighbour.behave();
        // Without this, the test's own client would send a call again when it is answered 503.
        http.getRestTemplate().setRequestFactory(new JdkClientHttpRequestFactory());
    }

    ResponseEntity<JsonNode> get(String path, String token) {
        return http.exchange(path, HttpMethod.GET, with(token), JsonNode.class);
    }

    static HttpEntity<Void> with(String token) {
        HttpHeaders headers = new HttpHeaders();
        if (token != null) {
            headers.setBearerAuth(token);
        }
        return new HttpEntity<>(headers);
    }
}
