/** Scripts that Redis runs alone: whatever must not be interrupted there is one of them. */
package io.firstcome.auth.redis;
