/** Firstcome's auth-service: people log in by a code sent to their address and get tokens; addresses never leave it but to be mailed to. */
package io.firstcome.auth;
