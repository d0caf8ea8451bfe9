/** What a person reads: tables in the terminal and the same in {@code docs/benchmarks.md}, and whether the figures to reach are reached. */
package io.firstcome.bench.report;
