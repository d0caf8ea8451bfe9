package io.firstcome.auth.account;

import io.firstcome.contracts.UserIds;
import io.firstcome.contracts.account.Addresses;
import io.firstcome.contracts.problem.ProblemCode;
import io.firstcome.kit.caller.Caller;
import io.firstcome.kit.problem.ProblemException;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import java.util.Objects;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.CacheControl;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * From an address to a user and back, for admins: the other services know users by their ids alone, and an admin's browser puts the two together. Addresses come
 * in bodies, so that they stand in no log of paths; that an admin looked is logged, without them.
 */
@RestController
@RequestMapping("/api/admin/accounts")
@Tag(name = "Accounts")
class AccountLookup {

    private static final Logger log = LoggerFactory.getLogger(AccountLookup.class);
    private static final int MAX_USERS = 200;

    private final Accounts accounts;
    private final AccountStore store;

    AccountLookup(Accounts accounts, AccountStore store) {
        this.accounts = accounts;
        this.store = store;
    }

    @PostMapping("/find")
    @Operation(summary = "Finds the user of an address; user is null when there is none")
    ResponseEntity<Found> find(@Valid @RequestBody Wanted wanted, @Parameter(hidden = true) Caller admin) {
        EmailAddress address = EmailAddress.parse(wanted.email()).orElseThrow();
        Found found = new Found(accounts.findUser(address).orElse(null));
        log.info("User {} looked for an address: user {}", admin.user(), found.user());
        return ResponseEntity.ok().cacheControl(CacheControl.noStore()).body(found);
    }

    @PostMapping("/addresses")
    @Operation(summary = "Tells the addresses of up to 200 users; those without an account are not in it")
    ResponseEntity<Addresses> addresses(@RequestBody UserIds wanted, @Parameter(hidden = true) Caller admin) {
        if (wanted.users() == null
                || wanted.users().size() > MAX_USERS
                || wanted.users().stream().anyMatch(Objects::isNull)) {
            throw ProblemException.of(
                    ProblemCode.INVALID_INPUT, "users is a list of at most " + MAX_USERS + " user ids");
        }
        Addresses addresses = new Addresses(store.addresses(wanted.users()));
        log.info(
                "User {} looked at {} addresses",
                admin.user(),
                addresses.addresses().size());
        return ResponseEntity.ok().cacheControl(CacheControl.noStore()).body(addresses);
    }

    /** An address; kept out of logs. */
    record Wanted(@NotNull @ValidAddress String email) {

        @Override
        public String toString() {
            return "Wanted[…]";
        }
    }

    /** A user id, or null. */
    record Found(Long user) {}
}
