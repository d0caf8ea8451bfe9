/** What admins ask of one event: its stock and its claims. */
package io.firstcome.event.admin;
