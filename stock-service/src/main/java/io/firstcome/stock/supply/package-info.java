/** How many units an event has: MySQL is the record, Redis the working copy. */
package io.firstcome.stock.supply;
