/** Events and their windows, apply and status. */
package io.firstcome.event;
