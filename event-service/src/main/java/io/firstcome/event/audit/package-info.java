/** What admins did, in this service and in notification-service, as one list. */
package io.firstcome.event.audit;
