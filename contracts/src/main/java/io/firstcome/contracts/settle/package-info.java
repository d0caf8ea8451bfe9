/**
 * Calls to notification-service: claims as MySQL proves them, with the state of their mails. event-service tells them and revokes;
 * stock-service rebuilds its ledger from them.
 */
package io.firstcome.contracts.settle;
