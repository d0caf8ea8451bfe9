package io.firstcome.auth.account;

import io.firstcome.auth.secret.KeyedHash;
import io.firstcome.auth.secret.KeyedHash.Purpose;
import io.firstcome.auth.secret.UnusableSetting;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/** Finds and makes accounts. Who is an admin is looked at each time, so that a removed admin loses the role at the next refresh. */
@Component
public final class Accounts {

    private final AccountStore store;
    private final KeyedHash hash;

    /** Hashes, as rows have them: nothing has to be decrypted to know an admin. */
    private final Set<ByteBuffer> admins;

    Accounts(AccountStore store, KeyedHash hash, AccountProperties properties) {
        this.store = store;
        this.hash = hash;
        this.admins = properties.adminEmails().stream()
                .filter(text -> !text.isBlank())
                .map(text -> EmailAddress.parse(text)
                        .orElseThrow(() -> new UnusableSetting(
                                "FIRSTCOME_ADMIN_EMAILS", "has an entry that is no e-mail address")))
                .map(address -> ByteBuffer.wrap(hash.bytes(Purpose.ACCOUNT, address.value())))
                .collect(Collectors.toUnmodifiableSet());
    }

    /** Returns the account of an address; makes it at the first login, exactly one however many logins come at once. */
    public Account findOrCreate(EmailAddress address) {
        byte[] addressHash = hash.bytes(Purpose.ACCOUNT, address.value());
        return account(store.insertOrFind(address, addressHash), addressHash);
    }

    /** Returns the user of an address, if it has logged in before. */
    Optional<Long> findUser(EmailAddress address) {
        return store.find(hash.bytes(Purpose.ACCOUNT, address.value()));
    }

    /** Returns an account by its id. */
    public Optional<Account> find(long id) {
        return store.addressHash(id).map(addressHash -> account(id, addressHash));
    }

    private Account account(long id, byte[] addressHash) {
        return new Account(id, admins.contains(ByteBuffer.wrap(addressHash)));
    }
}
