package io.firstcome.notification.settle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.firstcome.contracts.UserIds;
import io.firstcome.contracts.settle.MailState;
import io.firstcome.contracts.settle.SettledClaim;
import io.firstcome.contracts.settle.SettledClaims;
import io.firstcome.contracts.settle.SettledCounts;
import io.firstcome.notification.AuthDouble;
import io.firstcome.notification.ClaimsLog;
import io.firstcome.notification.ServiceTest;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;

class ClaimControllerTest extends ServiceTest {

    @Test
    void tellsWhatIsSettledByUserByRankAndInAll() {
        AuthDouble.INSTANCE.forget(firstUser + 7);
        Instant before = Instant.now();
        log.publish(claims(10));
        awaitCaughtUp();
        await().atMost(ClaimsLog.PATIENCE).until(() -> mails("PENDING") == 0);

        SettledClaims byUser = lookup(List.of(firstUser + 9, firstUser + 2, firstUser + 77));
        assertThat(byUser.claims()).extracting(SettledClaim::rank).containsExactly(2L, 9L);
        SettledClaim second = byUser.claims().getFirst();
        assertThat(second.user()).isEqualTo(firstUser + 2);
        assertThat(second.unit()).isEqualTo(2);
        assertThat(second.mail()).isEqualTo(MailState.SENT);
        assertThat(second.grantedAt()).isBetween(before.minusMillis(1), Instant.now());
        assertThat(second.settledAt()).isBetween(before.minusMillis(1), Instant.now());

        assertThat(page("afterRank=4&limit=3").claims())
                .extracting(SettledClaim::rank)
                .containsExactly(5L, 6L, 7L);
        assertThat(page("afterRank=10").claims()).isEmpty();
        assertThat(counts()).isEqualTo(new SettledCounts(10, 0, 9, 0, 1));
    }

    @Test
    void anEventOfWhichNothingIsKnownHasNothing() {
        assertThat(counts()).isEqualTo(new SettledCounts(0, 0, 0, 0, 0));
        assertThat(page("").claims()).isEmpty();
        assertThat(lookup(List.of()).claims()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"limit=0", "limit=10001", "afterRank=-1", "limit=many"})
    void aPageThatCannotBeIsInvalid(String query) {
        var answer = internal(HttpMethod.GET, "/internal/events/1/claims?" + query, null, JsonNode.class);
        assertThat(answer.getStatusCode()).isEqualTo(HttpStatus.BAD_REQUEST);
        assertThat(answer.getBody().path("code").asText()).isEqualTo("INVALID_INPUT");
    }

    @Test
    void aLookupWithoutUsersIsInvalid() {
        String path = "/internal/events/1/claims/lookup";
        for (UserIds bad : List.of(new UserIds(null), new UserIds(Arrays.asList(1L, null)))) {
            var answer = internal(HttpMethod.POST, path, bad, JsonNode.class);
            assertThat(answer.getStatusCode()).isEqualTo(HttpStatus.BAD_REQUEST);
        }
    }

    @Test
    void nobodyIsToldWithoutTheServiceToken() {
        for (String path : List.of("/internal/events/1/claims", "/internal/events/1/counts")) {
            var answer = call(HttpMethod.GET, path, null, JsonNode.class, "X-Service-Token", "guessed");
            assertThat(answer.getStatusCode()).isEqualTo(HttpStatus.UNAUTHORIZED);
        }
    }

    private SettledClaims lookup(List<Long> users) {
        return internal(
                        HttpMethod.POST,
                        "/internal/events/" + event + "/claims/lookup",
                        new UserIds(users),
                        SettledClaims.class)
                .getBody();
    }

    private SettledClaims page(String query) {
        return internal(HttpMethod.GET, "/internal/events/" + event + "/claims?" + query, null, SettledClaims.class)
                .getBody();
    }

    private SettledCounts counts() {
        return internal(HttpMethod.GET, "/internal/events/" + event + "/counts", null, SettledCounts.class)
                .getBody();
    }
}
