/** Accounts: an address, encrypted, found by its keyed hash; and what other services may ask about it. */
package io.firstcome.auth.account;
