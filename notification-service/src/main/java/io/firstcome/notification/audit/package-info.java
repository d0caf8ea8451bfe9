/** What admins did in this service, told to event-service. */
package io.firstcome.notification.audit;
