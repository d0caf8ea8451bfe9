/** The light load generator: one thread, one selector, as many connections as wanted, a few microseconds a request. */
package io.firstcome.loadtest.blast;
