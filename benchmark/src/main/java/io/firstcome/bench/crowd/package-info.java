/** The users of a benchmark: accounts, and tokens that each are sent once. */
package io.firstcome.bench.crowd;
