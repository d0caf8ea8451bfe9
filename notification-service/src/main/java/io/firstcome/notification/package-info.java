/** Keeps what the log promises: a row and a mail for every granted claim. */
package io.firstcome.notification;
