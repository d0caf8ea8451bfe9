/** The event as the suite's own live stream shows it, beside what the herd sees of it. */
package io.firstcome.loadtest.watch;
