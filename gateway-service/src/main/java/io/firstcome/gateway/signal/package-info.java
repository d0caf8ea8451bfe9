/** Subscriptions to what is pushed to every gateway over Redis. */
package io.firstcome.gateway.signal;
