package io.firstcome.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.firstcome.contracts.fold.EdgeSignals;
import io.firstcome.contracts.problem.ProblemCode;
import io.jsonwebtoken.Jwts;
import io.jsonwebtoken.security.Keys;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.security.KeyPair;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.redisson.api.RedissonClient;
import org.redisson.client.codec.StringCodec;
import org.springframework.beans.factory.annotation.Autowired;
import reactor.core.publisher.Mono;

class TokenTest extends GatewayTest {

    @Autowired
    RedissonClient redis;

    @ParameterizedTest
    @ValueSource(strings = {APPLY, "/api/events", "/api/auth/logout", "/api/no-such-thing"})
    void withoutATokenItIsRefused(String path) {
        assertProblem(send(request(path).POST(BodyPublishers.noBody())), ProblemCode.UNAUTHENTICATED);
        assertThat(EVENT.asked).isEmpty();
    }

    @Test
    void anExpiredTokenIsRefused() {
        assertRefused(TestTokens.sign(
                TestTokens.token(anyUser()).expiration(Date.from(Instant.now().minusSeconds(1))),
                TestTokens.KEY_ID,
                TestTokens.KEYS));
    }

    @Test
    void aTokenSignedByAnotherKeyIsRefused() {
        assertRefused(TestTokens.sign(TestTokens.token(anyUser()), TestTokens.KEY_ID, otherKeys()));
    }

    @Test
    void aTokenWithAKeyThatIsNotPublishedIsRefusedAfterTheKeysWereLookedAtAgain() {
        assertRefused(TestTokens.sign(TestTokens.token(anyUser()), "invented", otherKeys()));
        assertThat(AUTH.asked).isNotEmpty();
    }

    @Test
    void aTokenWithoutSignatureIsRefused() {
        assertRefused(TestTokens.token(anyUser()).compact());
    }

    @Test
    void aTokenSignedWithThePublicKeyAsSecretIsRefused() {
        assertRefused(TestTokens.token(anyUser())
                .header()
                .keyId(TestTokens.KEY_ID)
                .and()
                .signWith(Keys.hmacShaKeyFor(TestTokens.KEYS.getPublic().getEncoded()), Jwts.SIG.HS256)
                .compact());
    }

    @Test
    void aTokenForAnotherAudienceIsRefused() {
        assertRefused(TestTokens.sign(
                TestTokens.token(anyUser()).audience().clear().add("another").and(),
                TestTokens.KEY_ID,
                TestTokens.KEYS));
    }

    @Test
    void aTokenThatIsNoneIsRefused() {
        assertRefused("a.b.c");
        assertProblem(
                send(request(APPLY).header("Authorization", "Basic dTpw").POST(BodyPublishers.noBody())),
                ProblemCode.INVALID_TOKEN);
    }

    @Test
    void aTokenThatWasGoodIsRefusedSoonAfterItsLogout() {
        String id = UUID.randomUUID().toString();
        String token = TestTokens.sign(TestTokens.token(anyUser()).id(id), TestTokens.KEY_ID, TestTokens.KEYS);
        assertThat(applyWith(token).statusCode()).isEqualTo(202);

        long expiry = Instant.now().plusSeconds(900).toEpochMilli();
        redis.getTopic(EdgeSignals.REVOKED_TOKENS_CHANNEL, StringCodec.INSTANCE).publish(id + ":" + expiry);

        await().atMost(Duration.ofSeconds(20)).until(() -> applyWith(token).statusCode() == 401);
        assertRefused(token);
    }

    @Test
    void tokensSignedByANewKeyAreAcceptedFromTheFirstOne() {
        KeyPair next = otherKeys();
        String both = "{\"keys\":[" + TestTokens.jwk(TestTokens.KEY_ID, TestTokens.KEYS) + ","
                + TestTokens.jwk("next", next) + "]}";
        AUTH.answer(asked -> Mono.just(new FakeService.Told(200, both)));

        assertThat(applyWith(TestTokens.sign(TestTokens.token(anyUser()), "next", next))
                        .statusCode())
                .isEqualTo(202);
    }

    @Test
    void anAdminCallByAUserIsForbidden() {
        assertProblem(
                send(request("/api/admin/events").header("Authorization", TestTokens.of(anyUser()))),
                ProblemCode.FORBIDDEN);
        assertThat(EVENT.asked).isEmpty();
    }

    @Test
    void anAdminCallByAnAdminIsRoutedWithItsToken() {
        EVENT.answer(asked -> Mono.just(new FakeService.Told(200, "{}")));
        String token = TestTokens.of(anyUser(), "ADMIN");

        assertThat(send(request("/api/admin/events").header("Authorization", token))
                        .statusCode())
                .isEqualTo(200);
        assertThat(EVENT.asked.element().headers().get("Authorization")).isEqualTo(token);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/api/events", "/api/events/7", "/.well-known/jwks.json"})
    void whatIsOpenNeedsNoToken(String path) {
        EVENT.answer(asked -> Mono.just(new FakeService.Told(200, "{}")));
        assertThat(send(request(path)).statusCode()).isEqualTo(200);
    }

    private void assertRefused(String token) {
        assertProblem(applyWith(token), ProblemCode.INVALID_TOKEN);
    }

    private HttpResponse<String> applyWith(String token) {
        return send(request(APPLY).POST(BodyPublishers.noBody()).header("Authorization", "Bearer " + token));
    }

    private static KeyPair otherKeys() {
        return Jwts.SIG.RS256.keyPair().build();
    }
}
