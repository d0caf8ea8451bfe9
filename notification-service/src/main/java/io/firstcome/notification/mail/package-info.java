/** The confirmation mails: a queue in a table, workers that empty it, and the only class that knows how mail is sent. */
package io.firstcome.notification.mail;
