/** Real Redis, Kafka, MariaDB and a mailbox, started from jars (or from containers) for tests and for the launcher. */
package io.firstcome.localstack.backend;
