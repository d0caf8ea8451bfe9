/** Who calls: access tokens verified against published keys, and what a handler may be called by. */
package io.firstcome.kit.caller;
