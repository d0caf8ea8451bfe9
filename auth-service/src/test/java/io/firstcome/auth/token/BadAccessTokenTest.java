package io.firstcome.auth.token;

import static org.assertj.core.api.Assertions.assertThat;

import io.firstcome.auth.Api;
import io.firstcome.auth.Api.Answer;
import io.firstcome.auth.AuthTest;
import io.jsonwebtoken.JwtBuilder;
import io.jsonwebtoken.Jwts;
import io.jsonwebtoken.security.Keys;
import java.net.http.HttpRequest.BodyPublishers;
import java.security.KeyPair;
import java.time.Instant;
import java.util.Date;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** Access tokens that are not ours, or not any more, on the one call here that needs one. */
class BadAccessTokenTest extends AuthTest {

    @Autowired
    private SigningKeys keys;

    @Test
    void withoutATokenOneIsToldToLogIn() {
        Answer answer = api.send(api.request("/api/auth/logout").POST(BodyPublishers.noBody()));
        assertThat(answer.status()).isEqualTo(401);
        assertThat(answer.code()).isEqualTo("UNAUTHENTICATED");
    }

    @Test
    void identityHeadersOfTheClientHaveNoEffect() {
        Answer answer = api.post("/api/auth/logout", "{}", "X-User-Id", "1", "X-User-Roles", "ADMIN");
        assertThat(answer.code()).isEqualTo("UNAUTHENTICATED");
    }

    @Test
    void aTokenOfTheRightMakeIsTaken() {
        assertThat(api.logout(sign(token())).status()).isEqualTo(204);
    }

    @Test
    void anExpiredTokenIsRefused() {
        assertRefused(sign(token().expiration(Date.from(Instant.now().minusSeconds(1)))));
    }

    @Test
    void aTokenWithoutAnEndIsRefused() {
        assertRefused(sign(token().expiration(null)));
    }

    @Test
    void aTokenForAnotherAudienceOrFromAnotherIssuerIsRefused() {
        assertRefused(sign(token().claim("aud", "someone-else")));
        assertRefused(sign(token().issuer("someone-else")));
    }

    @Test
    void aTokenSignedByAnotherKeyIsRefusedWhateverKeyItNames() {
        KeyPair other = Jwts.SIG.RS256.keyPair().build();
        assertRefused(token().signWith(other.getPrivate(), Jwts.SIG.RS256).compact());
        assertRefused(token().header()
                .keyId("other")
                .and()
                .signWith(other.getPrivate(), Jwts.SIG.RS256)
                .compact());
    }

    @Test
    void anUnsignedTokenIsRefused() {
        assertRefused(token().compact());
    }

    @Test
    void aTokenSignedWithThePublicKeyAsASharedSecretIsRefused() {
        var secret = Keys.hmacShaKeyFor(keys.first().publicKey().getEncoded());
        assertRefused(token().signWith(secret, Jwts.SIG.HS256).compact());
    }

    @Test
    void anotherRsaAlgorithmIsRefused() {
        assertRefused(
                token().signWith(keys.first().privateKey(), Jwts.SIG.PS256).compact());
        assertRefused(
                token().signWith(keys.first().privateKey(), Jwts.SIG.RS512).compact());
    }

    private JwtBuilder token() {
        return Jwts.builder()
                .header()
                .keyId(keys.first().id())
                .and()
                .issuer("firstcome")
                .audience()
                .add("firstcome")
                .and()
                .subject("1")
                .id(UUID.randomUUID().toString())
                .expiration(Date.from(Instant.now().plusSeconds(60)));
    }

    private String sign(JwtBuilder token) {
        return token.signWith(keys.first().privateKey(), Jwts.SIG.RS256).compact();
    }

    private void assertRefused(String token) {
        Answer answer = api.send(api.request("/api/auth/logout").POST(BodyPublishers.noBody()), Api.bearer(token));
        assertThat(answer.status()).isEqualTo(401);
        assertThat(answer.code()).isEqualTo("INVALID_TOKEN");
    }
}
