/** Traces through what no framework sees: batches, queues and threads. Off, and free of charge, unless asked for. */
package io.firstcome.kit.trace;
