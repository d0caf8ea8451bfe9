/** Starts and stops the whole suite: the backends, and each service as a JVM of its own. */
package io.firstcome.localstack.launch;
