package io.firstcome.auth;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.firstcome.auth.Api.Answer;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ApiDescriptionTest extends AuthTest {

    @Test
    void theDescriptionHasThePublicCallsAndNoOthers() {
        JsonNode paths = api.get("/v3/api-docs").body().get("paths");
        List<String> all = new ArrayList<>();
        paths.fieldNames().forEachRemaining(all::add);
        assertThat(all)
                .containsExactlyInAnyOrder(
                        "/api/auth/send-verification-code",
                        "/api/auth/verify-code",
                        "/api/auth/refresh",
                        "/api/auth/logout",
                        "/api/admin/accounts/find",
                        "/api/admin/accounts/addresses",
                        "/.well-known/jwks.json");
        assertThat(paths.at("/~1api~1auth~1logout/post/security/0/accessToken").isArray())
                .isTrue();
        assertThat(paths.at("/~1api~1auth~1logout/post/parameters").isMissingNode())
                .isTrue();
        assertThat(paths.at("/~1api~1auth~1verify-code/post/responses").has("429"))
                .isTrue();
    }

    @Test
    void theDescriptionIsOfTheServerItComesFrom() {
        assertThat(api.get("/v3/api-docs").body().at("/servers/0/url").asText()).isEqualTo("/");
    }

    @Test
    void thePublishedKeysMayBeKept() {
        Answer keys = api.get("/.well-known/jwks.json");
        assertThat(keys.status()).isEqualTo(200);
        assertThat(keys.header("Cache-Control")).isEqualTo("max-age=300, public");
        assertThat(keys.body().at("/keys/0/alg").asText()).isEqualTo("RS256");
    }

    @Test
    void theServiceSaysThatItIsReady() {
        assertThat(api.get("/actuator/health/readiness").text("status")).isEqualTo("UP");
        assertThat(api.get("/actuator/health/liveness").text("status")).isEqualTo("UP");
    }
}
