package io.firstcome.contracts.account;

import java.util.List;

/** Accounts made for a rehearsal, by id. */
public record RehearsalAccounts(List<Long> users) {

    /** Asks for so many of them. */
    public record Request(int count) {}
}
