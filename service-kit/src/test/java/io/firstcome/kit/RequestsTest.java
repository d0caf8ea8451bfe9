package io.firstcome.kit;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.jsonwebtoken.Jwts;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.http.HttpEntity;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;

/** What a service that is made of the kit answers, and to whom. */
@ExtendWith(OutputCaptureExtension.class)
class RequestsTest extends KitService {

    @Test
    void whoMayCallWhatIsDecidedByTheHandlerThatMatched() {
        String user = token("USER");
        assertThat(http.getForObject("/api/open", String.class)).isEqualTo("hello");
        assertThat(get("/api/mine", user).getBody().asLong()).isEqualTo(42);
        assertProblem(get("/api/mine", null), 401, "UNAUTHENTICATED");
        assertProblem(get("/api/mine", "rubbish"), 401, "INVALID_TOKEN");
        assertProblem(get("/api/admin/things", user), 403, "FORBIDDEN");
        assertThat(http.exchange("/api/admin/things", HttpMethod.GET, with(token("ADMIN")), String.class)
                        .getBody())
                .isEqualTo("secret");
        assertProblem(get("/internal/things", token("ADMIN")), 401, "SERVICE_TOKEN_REQUIRED");
        HttpHeaders headers = new HttpHeaders();
        headers.set("X-Service-Token", SERVICE_TOKEN);
        assertThat(http.exchange("/internal/things", HttpMethod.GET, new HttpEntity<>(headers), String.class)
                        .getBody())
                .isEqualTo("inside");
    }

    @Test
    void whatCannotBeReadIsToldFieldByField() {
        assertProblem(post("{"), 400, "MALFORMED_REQUEST");
        assertProblem(post("{\"name\":\"x\",\"size\":1} {}"), 400, "INVALID_INPUT");
        assertProblem(post("[]"), 400, "INVALID_INPUT");
        assertProblem(post(null), 400, "MALFORMED_REQUEST");
        JsonNode errors = assertProblem(post("{\"name\":\" \",\"size\":0}"), 400, "INVALID_INPUT")
                .get("errors");
        assertThat(errors.findValuesAsText("field")).containsExactlyInAnyOrder("name", "size");
        assertThat(assertProblem(post("{\"name\":\"x\",\"size\":\"1\"}"), 400, "INVALID_INPUT")
                        .get("errors")
                        .get(0)
                        .get("field")
                        .asText())
                .isEqualTo("size");
        assertProblem(post("{\"name\":\"x\",\"size\":1.5}"), 400, "INVALID_INPUT");
        assertProblem(post("{\"name\":5,\"size\":1}"), 400, "INVALID_INPUT");
        assertProblem(get("/api/limited?limit=6", null), 400, "INVALID_INPUT");
        assertProblem(get("/api/limited?limit=six", null), 400, "INVALID_INPUT");
        assertProblem(get("/api/limited", null), 400, "INVALID_INPUT");
    }

    @Test
    void whatSpringRefusesIsAProblemToo() {
        assertProblem(get("/nowhere", null), 404, "NOT_FOUND");
        assertProblem(get("/api/things", null), 405, "METHOD_NOT_ALLOWED");
        HttpHeaders headers = new HttpHeaders();
        headers.setContentType(MediaType.TEXT_PLAIN);
        assertProblem(
                http.exchange("/api/things", HttpMethod.POST, new HttpEntity<>("x", headers), JsonNode.class),
                415,
                "UNSUPPORTED_MEDIA_TYPE");
    }

    @Test
    void titlesAreInTheReadersLanguage() {
        HttpHeaders headers = new HttpHeaders();
        headers.set(HttpHeaders.ACCEPT_LANGUAGE, "ko-KR,ko;q=0.9");
        JsonNode body = http.exchange("/nowhere", HttpMethod.GET, new HttpEntity<>(headers), JsonNode.class)
                .getBody();
        assertThat(body.get("title").asText()).isEqualTo("찾을 수 없습니다");
    }

    @Test
    void aFaultIsLoggedWithItsCauseAndToldWithoutIt(CapturedOutput output) {
        JsonNode body = assertProblem(get("/api/broken", null), 500, "INTERNAL_ERROR");
        assertThat(body.toString()).doesNotContain("swordfish");
        assertThat(output).contains("swordfish");
    }

    @Test
    void retryAfterIsInWholeSecondsRoundedUp() {
        assertThat(get("/api/later", null).getHeaders().getFirst(HttpHeaders.RETRY_AFTER))
                .isEqualTo("2");
    }

    @Test
    void longHeadersThatTheGatewayTakesAreTakenHereToo() {
        HttpHeaders headers = new HttpHeaders();
        headers.set("X-Long", "x".repeat(15_000));
        assertThat(http.exchange("/api/open", HttpMethod.GET, new HttpEntity<>(headers), String.class)
                        .getStatusCode()
                        .value())
                .isEqualTo(200);
    }

    private ResponseEntity<JsonNode> post(String body) {
        HttpHeaders headers = new HttpHeaders();
        headers.setContentType(MediaType.APPLICATION_JSON);
        return http.exchange("/api/things", HttpMethod.POST, new HttpEntity<>(body, headers), JsonNode.class);
    }

    private static String token(String role) {
        return Jwts.builder()
                .header()
                .keyId("k")
                .and()
                .subject("42")
                .issuer("firstcome")
                .audience()
                .add("firstcome")
                .and()
                .id("t")
                .claim("roles", List.of(role))
                .expiration(Date.from(Instant.now().plusSeconds(60)))
                .signWith(KEYS.getPrivate())
                .compact();
    }

    private static JsonNode assertProblem(ResponseEntity<JsonNode> response, int status, String code) {
        assertThat(response.getStatusCode().value())
                .as(String.valueOf(response.getBody()))
                .isEqualTo(status);
        assertThat(response.getHeaders().getContentType()).hasToString("application/problem+json");
        assertThat(response.getBody().get("code").asText()).isEqualTo(code);
        return response.getBody();
    }
}
