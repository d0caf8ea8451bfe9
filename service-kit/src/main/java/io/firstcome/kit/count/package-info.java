/** Counts that all instances add up in Redis, for whoever wants to see them grow. */
package io.firstcome.kit.count;
