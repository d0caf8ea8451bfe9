/** What is done when Redis comes back with less than it had: its stocks are rebuilt from MySQL and the log, and only then granted from. */
package io.firstcome.stock.recovery;
