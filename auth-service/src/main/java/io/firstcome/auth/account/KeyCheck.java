package io.firstcome.auth.account;

import io.firstcome.auth.account.AccountStore.Stored;
import io.firstcome.auth.secret.KeyedHash;
import io.firstcome.auth.secret.KeyedHash.Purpose;
import io.firstcome.auth.secret.UnusableSetting;
import jakarta.annotation.PostConstruct;
import java.util.Arrays;
import java.util.Optional;
import org.springframework.stereotype.Component;

/**
 * Ends the start when the keys are not those that stored addresses were encrypted and hashed with. With a wrong data key mails would be impossible, one by one
 * and unseen; with a wrong hash key everybody would come back as somebody new, who may win once more.
 */
@Component
class KeyCheck {

    /** One row may be damaged; so many are not, as long as the key is right. */
    private static final int ROWS_PER_KEY = 5;

    private final AccountStore store;
    private final KeyedHash hash;

    KeyCheck(AccountStore store, KeyedHash hash) {
        this.store = store;
        this.hash = hash;
    }

    /**
     * Tries the keys on a few of the stored addresses.
     *
     * @throws UnusableSetting when a key is missing, or is another
     */
    @PostConstruct
    void requireKeysInUse() {
        for (String key : store.keysInUse()) {
            boolean readable = false;
            boolean found = false;
            for (Stored row : store.newest(key, ROWS_PER_KEY)) {
                Optional<String> address = store.address(row);
                readable |= address.isPresent();
                found |= address.filter(text -> Arrays.equals(hash.bytes(Purpose.ACCOUNT, text), row.hash()))
                        .isPresent();
            }
            if (!readable) {
                throw new UnusableSetting(
                        "FIRSTCOME_DATA_KEYS", "lacks the key '" + key + "' that stored addresses are encrypted with");
            }
            if (!found) {
                throw new UnusableSetting("FIRSTCOME_HASH_KEY", "is not the key that stored addresses are found by");
            }
        }
    }
}
