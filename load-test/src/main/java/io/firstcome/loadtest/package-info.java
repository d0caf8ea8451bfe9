/** The rehearsal {@code ./herd}: from the command line or, by {@link io.firstcome.loadtest.Herd}, from a test. */
package io.firstcome.loadtest;
