/** Calls of event-service to stock-service. */
package io.firstcome.contracts.stock;
