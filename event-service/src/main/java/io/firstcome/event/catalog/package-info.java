/** The events: kept in MySQL, read from memory on the hot path, changed by admins. */
package io.firstcome.event.catalog;
