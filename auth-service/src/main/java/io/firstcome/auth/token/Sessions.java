package io.firstcome.auth.token;

import io.firstcome.auth.account.Account;
import io.firstcome.auth.account.Accounts;
import io.firstcome.auth.token.Refreshing.Refreshed;
import io.firstcome.auth.token.Refreshing.Refused;
import io.firstcome.auth.token.Refreshing.Reused;
import io.firstcome.auth.token.SessionStore.Found;
import io.firstcome.auth.token.SessionStore.LiveAccess;
import io.firstcome.kit.caller.Caller;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/**
 * Opens, renews and ends sessions. A session is a login and all the refresh tokens that follow from it, of which one is alive
 * at a time. Rows are written in short transactions; signing and Redis come after the commit.
 */
@Component
public class Sessions {

    private final SessionStore store;
    private final Accounts accounts;
    private final AccessTokens accessTokens;
    private final RevokedTokens revoked;
    private final TokenProperties properties;
    private final Clock clock;

    Sessions(
            SessionStore store,
            Accounts accounts,
            AccessTokens accessTokens,
            RevokedTokens revoked,
            TokenProperties properties,
            Clock clock) {
        this.store = store;
        this.accounts = accounts;
        this.accessTokens = accessTokens;
        this.revoked = revoked;
        this.properties = properties;
        this.clock = clock;
    }

    /** Opens a session for somebody who has proved to be the account's owner, and returns its first pair of tokens. */
    public TokenPair open(Account account) {
        Instant now = clock.instant();
        NewPair pair = NewPair.at(now, properties.accessFor());
        store.inTransaction(() -> {
            long session = store.insertSession(account.id(), now, now.plus(properties.sessionFor()));
            store.insertToken(session, pair);
            return session;
        });
        return sign(account, pair);
    }

    /** Spends a refresh token for a new pair. */
    Refreshing refresh(RefreshToken token) {
        NewPair pair = NewPair.at(clock.instant(), properties.accessFor());
        return switch (store.inTransaction(() -> rotate(token, pair))) {
            case Rotated rotated -> new Refreshed(sign(rotated.account(), pair));
            case Killed killed -> {
                revoked.add(killed.dead());
                yield new Reused();
            }
            case Unknown unknown -> new Refused();
        };
    }

    /**
     * Ends the session of the caller's access token, and that of the refresh token when it is the caller's too. All their access tokens
     * are dead, this one in any case: it may have been signed without a session.
     */
    void end(Caller caller, Optional<RefreshToken> token) {
        Stream<Long> sessions = Stream.concat(
                store.sessionOfAccess(caller.tokenId()).stream(),
                token.flatMap(t -> store.sessionOfRefresh(t.hash(), caller.user())).stream());
        List<LiveAccess> dead = new ArrayList<>();
        dead.add(new LiveAccess(caller.tokenId(), caller.expiresAt()));
        sessions.distinct().forEach(session -> dead.addAll(store.inTransaction(() -> kill(session))));
        revoked.add(dead);
    }

    private sealed interface Rotation {}

    private record Rotated(Account account) implements Rotation {}

    private record Killed(List<LiveAccess> dead) implements Rotation {}

    private record Unknown() implements Rotation {}

    /** All that may fail is done before the commit: a token that is spent for nothing would look like a stolen one at the next try. */
    private Rotation rotate(RefreshToken token, NewPair pair) {
        Optional<Found> locked = store.lock(token.hash(), pair.at());
        if (locked.isEmpty()) {
            return new Unknown();
        }
        Found found = locked.get();
        if (!found.tokenActive()) {
            return new Killed(kill(found.sessionId()));
        }
        Optional<Account> account = found.sessionActive() ? accounts.find(found.accountId()) : Optional.empty();
        if (account.isEmpty()) {
            return new Unknown();
        }
        if (!store.rotate(found.tokenId())) {
            return new Killed(kill(found.sessionId()));
        }
        store.insertToken(found.sessionId(), pair);
        return new Rotated(account.get());
    }

    private List<LiveAccess> kill(long session) {
        store.end(session);
        return store.liveAccess(session, clock.instant());
    }

    private TokenPair sign(Account account, NewPair pair) {
        String accessToken = accessTokens.sign(account, pair.accessId(), pair.at(), pair.accessExpiresAt());
        return new TokenPair(
                accessToken,
                "Bearer",
                properties.accessFor().toSeconds(),
                pair.refreshToken().value());
    }
}
