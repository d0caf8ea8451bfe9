package io.firstcome.kit.caller;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.firstcome.kit.caller.VerificationKeys.KeysUnavailable;
import io.jsonwebtoken.Jwts;
import io.jsonwebtoken.security.Jwks;
import java.security.interfaces.RSAPublicKey;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class PublishedKeysTest {

    private final RSAPublicKey key =
            (RSAPublicKey) Jwts.SIG.RS256.keyPair().build().getPublic();
    private final String set =
            "{\"keys\":[" + Jwks.json(Jwks.builder().key(key).id("k1").build()) + "]}";
    private final AtomicInteger fetches = new AtomicInteger();

    private String fetch() {
        fetches.incrementAndGet();
        return set;
    }

    @Test
    void aKeyIsFetchedOnceAndKept() {
        PublishedKeys keys = new PublishedKeys(this::fetch);
        assertThat(keys.find("k1")).contains(key);
        assertThat(keys.find("k1")).contains(key);
        assertThat(keys.known("k1")).contains(key);
        assertThat(fetches).hasValue(1);
    }

    @Test
    void inventedKeyIdsCauseNoStorm() {
        PublishedKeys keys = new PublishedKeys(this::fetch);
        for (int i = 0; i < 1000; i++) {
            assertThat(keys.find("invented-" + i)).isEmpty();
        }
        assertThat(fetches).hasValue(1);
    }

    @Test
    void keysKnownFromBeforeServeWhileTheSourceIsAway() {
        PublishedKeys keys = new PublishedKeys(() -> {
            if (fetches.incrementAndGet() > 1) {
                throw new IllegalStateException("away");
            }
            return set;
        });
        keys.refresh();
        keys.refresh();
        assertThat(fetches).hasValue(2);
        assertThat(keys.find("k1")).contains(key);
        // It may have been published since.
        assertThatThrownBy(() -> keys.find("k2")).isInstanceOf(KeysUnavailable.class);
    }

    @Test
    void beforeAnyKeyIsKnownNothingCanBeSaid() {
        PublishedKeys keys = new PublishedKeys(this::fetch);
        assertThatThrownBy(() -> keys.known("k1")).isInstanceOf(KeysUnavailable.class);
    }
}
