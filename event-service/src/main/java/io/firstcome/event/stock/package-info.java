/** The stock of events as stock-service keeps it: calls to it, and levels to show. */
package io.firstcome.event.stock;
