/** The running suite as the rehearsal sees it: its admin calls, its accounts, its mailbox. Knows paths and bodies. */
package io.firstcome.loadtest.suite;
