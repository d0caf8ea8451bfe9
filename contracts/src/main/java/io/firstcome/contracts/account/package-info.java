/** Calls to auth-service about accounts. */
package io.firstcome.contracts.account;
