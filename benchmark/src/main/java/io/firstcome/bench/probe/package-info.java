/** What the operating system and the JVMs tell of the processes: processor time, memory, and what machine this is. */
package io.firstcome.bench.probe;
