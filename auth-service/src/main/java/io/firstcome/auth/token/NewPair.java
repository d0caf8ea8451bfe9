package io.firstcome.auth.token;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;

/**
 * A pair of tokens to be handed out.
 *
 * @param refreshToken    the refresh token
 * @param accessId        id (jti) of the access token
 * @param at              from when; to the second, as tokens have it
 * @param accessExpiresAt when the access token ends by itself
 */
record NewPair(RefreshToken refreshToken, String accessId, Instant at, Instant accessExpiresAt) {

    static NewPair at(Instant now, Duration accessFor) {
        Instant second = now.truncatedTo(ChronoUnit.SECONDS);
        return new NewPair(RefreshToken.random(), UUID.randomUUID().toString(), second, second.plus(accessFor));
    }
}
