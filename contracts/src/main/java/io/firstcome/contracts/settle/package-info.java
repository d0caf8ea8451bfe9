/** Calls of event-service to notification-service: claims as MySQL proves them, with the state of their mails. */
package io.firstcome.contracts.settle;
