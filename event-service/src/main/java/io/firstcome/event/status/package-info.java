/** What became of a user's claim. */
package io.firstcome.event.status;
