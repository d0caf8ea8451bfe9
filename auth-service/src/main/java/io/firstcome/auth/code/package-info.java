/** Logging in by a code: made, mailed, tried a few times at most, used once. */
package io.firstcome.auth.code;
