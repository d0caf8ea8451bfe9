package io.firstcome.auth.account;

import io.firstcome.contracts.UserIds;
import io.firstcome.contracts.account.Addresses;
import io.firstcome.contracts.problem.ProblemCode;
import io.firstcome.kit.problem.ProblemException;
import java.util.Objects;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** Tells the mailing service where to send to. But for what admins ask ({@link AccountLookup}), the one way on which an address leaves this service. */
@RestController
class AddressController {

    private static final int MAX_USERS = 10_000;

    private final AccountStore accounts;

    AddressController(AccountStore accounts) {
        this.accounts = accounts;
    }

    @PostMapping("/internal/addresses")
    Addresses addresses(@RequestBody UserIds ids) {
        if (ids.users() == null
                || ids.users().size() > MAX_USERS
                || ids.users().stream().anyMatch(Objects::isNull)) {
            throw ProblemException.of(
                    ProblemCode.INVALID_INPUT, "users is a list of at most " + MAX_USERS + " user ids");
        }
        return new Addresses(accounts.addresses(ids.users()));
    }
}
