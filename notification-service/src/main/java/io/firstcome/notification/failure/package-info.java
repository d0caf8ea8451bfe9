/** What failed for good: kept, shown to admins, replayed or dismissed. Knows what can fail, not how it is done again. */
package io.firstcome.notification.failure;
