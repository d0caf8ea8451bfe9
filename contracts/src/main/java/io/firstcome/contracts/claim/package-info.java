/** The promise on the log: what event-service publishes and notification-service settles. */
package io.firstcome.contracts.claim;
