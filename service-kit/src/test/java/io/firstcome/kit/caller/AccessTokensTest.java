package io.firstcome.kit.caller;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.firstcome.kit.caller.VerificationKeys.KeysUnavailable;
import io.jsonwebtoken.JwtBuilder;
import io.jsonwebtoken.Jwts;
import io.jsonwebtoken.security.Keys;
import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.time.Clock;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class AccessTokensTest {

    private static final KeyPair KEYS = Jwts.SIG.RS256.keyPair().build();
    private static final KeyPair OTHER_KEYS = Jwts.SIG.RS256.keyPair().build();

    private final AccessTokens tokens = new AccessTokens(
            id -> id.equals("k1") ? Optional.of(KEYS.getPublic()) : Optional.empty(), Clock.systemUTC());

    private static JwtBuilder good() {
        return Jwts.builder()
                .header()
                .keyId("k1")
                .and()
                .subject("42")
                .issuer("firstcome")
                .audience()
                .add("firstcome")
                .and()
                .id("t-1")
                .claim("roles", List.of("USER", "ADMIN"))
                .expiration(Date.from(Instant.now().plusSeconds(60)));
    }

    @Test
    void aGoodTokenTellsWhoCalls() {
        Caller caller =
                tokens.verify(good().signWith(KEYS.getPrivate()).compact()).orElseThrow();
        assertThat(caller.user()).isEqualTo(42);
        assertThat(caller.roles()).isEqualTo(Set.of("USER", "ADMIN"));
        assertThat(caller.tokenId()).isEqualTo("t-1");
        assertThat(caller.isAdmin()).isTrue();
    }

    @Test
    void theHeaderIsReadInAnySpellingOfBearer() {
        String token = good().signWith(KEYS.getPrivate()).compact();
        assertThat(tokens.verifyHeader("Bearer " + token)).isPresent();
        assertThat(tokens.verifyHeader("bearer  " + token)).isPresent();
        assertThat(tokens.verifyHeader("Basic " + token)).isEmpty();
        assertThat(tokens.verifyHeader("Bearer ")).isEmpty();
        assertThat(tokens.verifyHeader(null)).isEmpty();
    }

    @Test
    void whatIsNotOursIsRefused() {
        assertRefused(good().expiration(Date.from(Instant.now().minusSeconds(1)))
                .signWith(KEYS.getPrivate())
                .compact());
        assertRefused(good().signWith(OTHER_KEYS.getPrivate()).compact());
        assertRefused(good().header()
                .keyId("unknown")
                .and()
                .signWith(KEYS.getPrivate())
                .compact());
        assertRefused(good().issuer("somebody").signWith(KEYS.getPrivate()).compact());
        assertRefused(good().subject("anna").signWith(KEYS.getPrivate()).compact());
        assertRefused(good().expiration(null).signWith(KEYS.getPrivate()).compact());
        assertRefused(good().id(null).signWith(KEYS.getPrivate()).compact());
        assertRefused(good().signWith(KEYS.getPrivate(), Jwts.SIG.RS512).compact());
        assertRefused(good().signWith(KEYS.getPrivate(), Jwts.SIG.PS256).compact());
        assertRefused(Jwts.builder()
                .header()
                .keyId("k1")
                .and()
                .subject("42")
                .issuer("firstcome")
                .audience()
                .add("elsewhere")
                .and()
                .id("t")
                .expiration(Date.from(Instant.now().plusSeconds(60)))
                .signWith(KEYS.getPrivate())
                .compact());
        assertRefused(good().compact());
        assertRefused("");
        assertRefused("a.b.c");
    }

    @Test
    void thePublicKeyIsNoSecretToSignWith() {
        byte[] publicKey = KEYS.getPublic().getEncoded();
        assertRefused(
                good().signWith(Keys.hmacShaKeyFor(publicKey), Jwts.SIG.HS256).compact());
    }

    @Test
    void algNoneIsRefusedInEverySpelling() {
        Base64.Encoder base64 = Base64.getUrlEncoder().withoutPadding();
        String payload = good().signWith(KEYS.getPrivate()).compact().split("\\.")[1];
        for (String alg : List.of("none", "None", "NONE", "nOnE")) {
            String header = base64.encodeToString(
                    ("{\"alg\":\"" + alg + "\",\"kid\":\"k1\"}").getBytes(StandardCharsets.UTF_8));
            assertRefused(header + "." + payload + ".");
        }
    }

    @Test
    void aTamperedTokenIsRefused() {
        String[] parts = good().signWith(KEYS.getPrivate()).compact().split("\\.");
        String payload =
                new String(Base64.getUrlDecoder().decode(parts[1]), StandardCharsets.UTF_8).replace("\"42\"", "\"43\"");
        assertRefused(parts[0] + "."
                + Base64.getUrlEncoder().withoutPadding().encodeToString(payload.getBytes(StandardCharsets.UTF_8)) + "."
                + parts[2]);
    }

    @Test
    void whileTheKeysAreNotKnownNothingIsSaidAboutTheToken() {
        PublishedKeys never = new PublishedKeys(() -> {
            throw new IllegalStateException("auth-service is away");
        });
        AccessTokens tokens = new AccessTokens(never::find, Clock.systemUTC());
        String token = good().signWith(KEYS.getPrivate()).compact();
        assertThatThrownBy(() -> tokens.verify(token)).isInstanceOf(KeysUnavailable.class);
    }

    private void assertRefused(String token) {
        assertThat(tokens.verify(token)).as(token).isEmpty();
    }
}
