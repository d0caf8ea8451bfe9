package io.firstcome.auth.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.firstcome.auth.Api;
import io.firstcome.auth.Api.Answer;
import io.firstcome.auth.AuthTest;
import io.firstcome.contracts.fold.EdgeSignals;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.Test;
import org.redisson.api.RScoredSortedSet;
import org.redisson.api.RedissonClient;
import org.redisson.client.codec.StringCodec;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

class SessionTest extends AuthTest {

    @Autowired
    private RedissonClient redisson;

    @Autowired
    private JdbcClient sql;

    @Autowired
    private SigningKeys keys;

    @Autowired
    private RevokedTokens revokedTokens;

    @Autowired
    private SessionPurge purge;

    @Test
    void anAccessTokenSaysWhoAndForHowLongAndNoAddress() {
        String email = Api.anyAddress();
        String token = api.logIn(email).text("accessToken");

        JsonNode header = part(token, 0);
        assertThat(header.path("alg").asText()).isEqualTo("RS256");
        assertThat(header.path("kid").asText()).isEqualTo(keys.first().id());
        JsonNode claims = part(token, 1);
        assertThat(claims.path("sub").asText()).matches("[1-9][0-9]*");
        assertThat(claims.path("iss").asText()).isEqualTo("firstcome");
        assertThat(claims.path("aud"))
                .singleElement()
                .satisfies(aud -> assertThat(aud.asText()).isEqualTo("firstcome"));
        assertThat(claims.path("roles")).extracting(JsonNode::asText).containsExactly("USER");
        assertThat(claims.path("jti").asText()).isNotBlank();
        assertThat(claims.path("exp").asLong() - claims.path("iat").asLong()).isEqualTo(900);
        assertThat(claims.toString()).doesNotContain("@");
    }

    @Test
    void anAdminHasTheRoleAfterLoginAndAfterRefresh() {
        Answer login = api.logIn("OTHER-admin@example.com");
        assertThat(part(login.text("accessToken"), 1).path("roles"))
                .extracting(JsonNode::asText)
                .containsExactly("USER", "ADMIN");
        Answer refreshed = api.refresh(login.text("refreshToken"));
        assertThat(part(refreshed.text("accessToken"), 1).path("roles"))
                .extracting(JsonNode::asText)
                .containsExactly("USER", "ADMIN");
    }

    @Test
    void theSameAddressIsTheSameUserAtTheNextLogin() {
        String email = Api.anyAddress();
        String first = api.logIn(email).text("accessToken");
        redisson.getKeys().deleteByPattern("auth:code:*:cool-down");
        String second = api.logIn(email).text("accessToken");
        assertThat(part(second, 1).path("sub")).isEqualTo(part(first, 1).path("sub"));
    }

    @Test
    void aRefreshTokenUsedTwiceEndsTheWholeSession() {
        Answer first = api.logIn(Api.anyAddress());
        Answer second = api.refresh(first.text("refreshToken"));
        Answer third = api.refresh(second.text("refreshToken"));
        assertThat(third.status()).isEqualTo(200);

        Answer stolen = api.refresh(first.text("refreshToken"));
        assertThat(stolen.status()).isEqualTo(401);
        assertThat(stolen.code()).isEqualTo("INVALID_REFRESH_TOKEN");

        assertThat(api.refresh(third.text("refreshToken")).status()).isEqualTo(401);
        assertThat(revoked())
                .contains(id(first.text("accessToken")), id(second.text("accessToken")), id(third.text("accessToken")));
    }

    @Test
    void aReuseInOneSessionLeavesTheOthersOfTheUserAlone() {
        String email = Api.anyAddress();
        Answer phone = api.logIn(email);
        redisson.getKeys().deleteByPattern("auth:code:*:cool-down");
        Answer laptop = api.logIn(email);
        api.refresh(phone.text("refreshToken"));
        api.refresh(phone.text("refreshToken"));
        assertThat(api.refresh(laptop.text("refreshToken")).status()).isEqualTo(200);
    }

    @Test
    void ofManyRefreshesAtOnceExactlyOneWinsAndTheSessionEnds() {
        for (int round = 0; round < 5; round++) {
            Answer login = api.logIn(Api.anyAddress());
            List<Answer> answers = Api.atOnce(20, () -> api.refresh(login.text("refreshToken")));
            assertThat(answers).filteredOn(answer -> answer.status() == 200).hasSize(1);
            assertThat(answers).filteredOn(answer -> answer.status() == 401).hasSize(19);

            Answer winner = answers.stream()
                    .filter(answer -> answer.status() == 200)
                    .findFirst()
                    .orElseThrow();
            assertThat(api.refresh(winner.text("refreshToken")).status()).isEqualTo(401);
            assertThat(revoked()).contains(id(login.text("accessToken")), id(winner.text("accessToken")));
        }
    }

    @Test
    void logoutTellsTheGatewaysEveryAccessTokenOfTheSession() {
        Queue<String> told = new ConcurrentLinkedQueue<>();
        var channel = redisson.getTopic(EdgeSignals.REVOKED_TOKENS_CHANNEL, StringCodec.INSTANCE);
        int listener = channel.addListener(String.class, (name, message) -> told.add(message));
        try {
            Answer first = api.logIn(Api.anyAddress());
            Answer second = api.refresh(first.text("refreshToken"));
            Answer third = api.refresh(second.text("refreshToken"));

            assertThat(api.logout(third.text("accessToken")).status()).isEqualTo(204);

            for (Answer pair : List.of(first, second, third)) {
                String token = pair.text("accessToken");
                long expiry = part(token, 1).path("exp").asLong() * 1000;
                assertThat(revokedSet().getScore(id(token))).isEqualTo((double) expiry);
                await().until(() -> told.contains(id(token) + ":" + expiry));
            }
        } finally {
            channel.removeListener(listener);
        }
    }

    @Test
    void logoutTwiceIsNoErrorAndChangesNothing() {
        Answer login = api.logIn(Api.anyAddress());
        assertThat(api.logout(login.text("accessToken")).status()).isEqualTo(204);
        assertThat(api.logout(login.text("accessToken")).status()).isEqualTo(204);
        assertThat(revoked()).filteredOn(id(login.text("accessToken"))::equals).hasSize(1);
    }

    @Test
    void logoutEndsAnotherSessionOfTheUserByItsRefreshTokenButNobodyElses() {
        String email = Api.anyAddress();
        Answer phone = api.logIn(email);
        redisson.getKeys().deleteByPattern("auth:code:*:cool-down");
        Answer laptop = api.logIn(email);
        Answer stranger = api.logIn(Api.anyAddress());

        logout(phone, stranger.text("refreshToken"));
        assertThat(api.refresh(stranger.text("refreshToken")).status()).isEqualTo(200);

        logout(phone, laptop.text("refreshToken"));
        assertThat(api.refresh(laptop.text("refreshToken")).status()).isEqualTo(401);
        assertThat(revoked()).contains(id(laptop.text("accessToken"))).doesNotContain(id(stranger.text("accessToken")));
    }

    @Test
    void aRefreshAndALogoutAtOnceLeaveNoAccessTokenAlive() {
        for (int round = 0; round < 10; round++) {
            Answer login = api.logIn(Api.anyAddress());
            Queue<Integer> turn = new ConcurrentLinkedQueue<>(List.of(0, 1));
            List<Answer> answers = Api.atOnce(
                    2,
                    () -> turn.poll() == 0
                            ? api.logout(login.text("accessToken"))
                            : api.refresh(login.text("refreshToken")));
            for (Answer answer : answers) {
                if (answer.status() == 200) {
                    assertThat(revoked()).contains(id(answer.text("accessToken")));
                    assertThat(api.refresh(answer.text("refreshToken")).status())
                            .isEqualTo(401);
                }
            }
        }
    }

    @Test
    void endedTokensLeaveTheSetWhenTheyWouldHaveExpired() {
        String old = UUID.randomUUID().toString();
        revokedSet().add(Instant.now().minusSeconds(1).toEpochMilli(), old);
        revokedTokens.add(List.of(new SessionStore.LiveAccess(
                UUID.randomUUID().toString(), Instant.now().plusSeconds(60))));
        assertThat(revoked()).doesNotContain(old);
    }

    @Test
    void aSessionEndsWithItsTimeAndIsDeletedThen() {
        Answer login = api.logIn(Api.anyAddress());
        Answer other = api.logIn(Api.anyAddress());
        long session = sql.sql("select session_id from refresh_token where access_id = ?")
                .param(id(login.text("accessToken")))
                .query(Long.class)
                .single();
        sql.sql("update session set expires_at = utc_timestamp(3) - interval 1 second where id = ?")
                .param(session)
                .update();

        assertThat(api.refresh(login.text("refreshToken")).status()).isEqualTo(401);

        purge.purge();
        assertThat(count("session where id = " + session)).isZero();
        assertThat(count("refresh_token where session_id = " + session)).isZero();
        assertThat(api.refresh(other.text("refreshToken")).status()).isEqualTo(200);
    }

    private long count(String where) {
        return sql.sql("select count(*) from " + where).query(Long.class).single();
    }

    private void logout(Answer login, String refreshToken) {
        Answer answer = api.send(
                api.request("/api/auth/logout")
                        .header("Content-Type", "application/json")
                        .POST(BodyPublishers.ofString("{\"refreshToken\":\"" + refreshToken + "\"}")),
                Api.bearer(login.text("accessToken")));
        assertThat(answer.status()).isEqualTo(204);
    }

    private RScoredSortedSet<String> revokedSet() {
        return redisson.getScoredSortedSet(EdgeSignals.REVOKED_TOKENS, StringCodec.INSTANCE);
    }

    private List<String> revoked() {
        return List.copyOf(revokedSet().readAll());
    }

    private static String id(String accessToken) {
        return part(accessToken, 1).path("jti").asText();
    }

    private static JsonNode part(String token, int part) {
        try {
            return new ObjectMapper().readTree(Base64.getUrlDecoder().decode(token.split("\\.")[part]));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
