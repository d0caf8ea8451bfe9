/** Redis spoken to over a plain socket, as redis-benchmark does, and the script that grants. */
package io.firstcome.bench.redis;
