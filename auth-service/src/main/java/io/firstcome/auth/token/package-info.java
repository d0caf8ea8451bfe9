/** Sessions and their tokens: signed access tokens that everybody can verify, opaque refresh tokens that are used once. */
package io.firstcome.auth.token;
