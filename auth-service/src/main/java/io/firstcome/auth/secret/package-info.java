/** Secrets from the environment and what is done with them: encrypting personal data, hashing what is only looked up. */
package io.firstcome.auth.secret;
