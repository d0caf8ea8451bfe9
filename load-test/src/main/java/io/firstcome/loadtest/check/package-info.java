/** The invariants of docs/architecture.md, each checked against what a rehearsal has seen. Pure: no clock, no network. */
package io.firstcome.loadtest.check;
