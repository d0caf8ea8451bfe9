/** An event as it happens: a sample a second of what becomes of applies, stock, claims and mails, streamed to admins. */
package io.firstcome.event.live;
