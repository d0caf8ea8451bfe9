/** Who calls: access tokens verified at the door, those ended early included. */
package io.firstcome.gateway.caller;
