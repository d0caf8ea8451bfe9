package io.firstcome.auth.secret;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.firstcome.auth.secret.PersonalData.Sealed;
import io.firstcome.auth.secret.PersonalData.Unreadable;
import java.security.SecureRandom;
import java.util.Base64;
import org.junit.jupiter.api.Test;

class PersonalDataTest {

    private static final String OLD = "old:" + key();
    private static final String NEW = "new:" + key();
    private static final byte[] BOUND = "what it belongs to".getBytes(UTF_8);

    @Test
    void whatIsSealedCanBeOpenedBesideWhatItBelongsToOnly() throws Exception {
        PersonalData data = data(NEW);
        Sealed sealed = data.seal("kim@example.com", BOUND);
        assertThat(data.open(sealed, BOUND)).isEqualTo("kim@example.com");
        assertThatThrownBy(() -> data.open(sealed, "another".getBytes(UTF_8))).isInstanceOf(Unreadable.class);
    }

    @Test
    void theSameTextLooksDifferentEachTime() {
        PersonalData data = data(NEW);
        assertThat(data.seal("kim@example.com", BOUND).content())
                .isNotEqualTo(data.seal("kim@example.com", BOUND).content());
    }

    @Test
    void theFirstKeyEncryptsAndOlderOnesStillDecrypt() throws Exception {
        Sealed before = data(OLD).seal("kim@example.com", BOUND);
        PersonalData rotated = data(NEW + ", " + OLD);
        assertThat(rotated.open(before, BOUND)).isEqualTo("kim@example.com");
        assertThat(rotated.seal("lee@example.com", BOUND).keyId()).isEqualTo("new");
    }

    @Test
    void aChangedOrCutTextIsNotOpened() {
        PersonalData data = data(NEW);
        byte[] content = data.seal("kim@example.com", BOUND).content();
        content[content.length - 1] ^= 1;
        assertThatThrownBy(() -> data.open(new Sealed("new", content), BOUND)).isInstanceOf(Unreadable.class);
        assertThatThrownBy(() -> data.open(new Sealed("new", new byte[12]), BOUND))
                .isInstanceOf(Unreadable.class);
        assertThatThrownBy(() -> data.open(new Sealed("lost", content), BOUND))
                .isInstanceOf(Unreadable.class)
                .hasMessageContaining("'lost'");
    }

    @Test
    void keysThatAreMissingOrUnusableAreNamedWithoutTheirValue() {
        assertUnusable(null, "is not set");
        assertUnusable(" ", "is not set");
        assertUnusable(key(), "an entry does not begin with an id and a colon");
        assertUnusable(NEW + ",," + OLD, "an entry does not begin with an id and a colon");
        assertUnusable("a:%%%", "the key 'a' is not base64");
        assertUnusable("a:c2hvcnQ=", "the key 'a' has 5 bytes, 32 are needed");
        assertUnusable(NEW + "," + NEW, "two keys 'new'");
    }

    private static void assertUnusable(String keys, String reason) {
        assertThatThrownBy(() -> data(keys))
                .isInstanceOf(UnusableSetting.class)
                .hasMessageStartingWith("FIRSTCOME_DATA_KEYS ")
                .hasMessageContaining(reason)
                .message()
                .doesNotContain("c2hvcnQ=");
    }

    private static PersonalData data(String keys) {
        return new PersonalData(new SecretProperties(keys, null));
    }

    static String key() {
        byte[] key = new byte[32];
        new SecureRandom().nextBytes(key);
        return Base64.getEncoder().encodeToString(key);
    }
}
