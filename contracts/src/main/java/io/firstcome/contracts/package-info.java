/** What crosses a process border: Kafka messages, bodies of calls between services, problems. Knows no framework. */
package io.firstcome.contracts;
