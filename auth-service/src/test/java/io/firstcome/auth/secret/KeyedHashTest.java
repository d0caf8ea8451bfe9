package io.firstcome.auth.secret;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.firstcome.auth.secret.KeyedHash.Purpose;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class KeyedHashTest {

    private static final String KEY = PersonalDataTest.key();

    @Test
    void aTextHasTheSameHashInEveryInstance() {
        assertThat(hash(KEY).bytes(Purpose.ACCOUNT, "kim@example.com"))
                .hasSize(32)
                .isEqualTo(hash(KEY).bytes(Purpose.ACCOUNT, "kim@example.com"));
    }

    @Test
    void anotherKeyAnotherPurposeAndAnotherTextHaveOtherHashes() {
        assertThat(Arrays.stream(Purpose.values()).map(purpose -> hash(KEY).text(purpose, "kim@example.com")))
                .doesNotHaveDuplicates()
                .doesNotContain(
                        hash(PersonalDataTest.key()).text(Purpose.ACCOUNT, "kim@example.com"),
                        hash(KEY).text(Purpose.ACCOUNT, "lee@example.com"));
    }

    @Test
    void aKeyThatIsMissingOrUnusableEndsTheStart() {
        assertUnusable(null, "FIRSTCOME_HASH_KEY is not set: it needs 32 random bytes in base64");
        assertUnusable("%", "FIRSTCOME_HASH_KEY cannot be used: the key is not base64");
        assertUnusable("c2hvcnQ=", "FIRSTCOME_HASH_KEY cannot be used: the key has 5 bytes, 32 are needed");
    }

    private static void assertUnusable(String key, String message) {
        assertThatThrownBy(() -> hash(key)).isInstanceOf(UnusableSetting.class).hasMessage(message);
    }

    private static KeyedHash hash(String key) {
        return new KeyedHash(new SecretProperties(null, key));
    }
}
