/** The processes that apply: each runs its share of a load and tells what came of it. */
package io.firstcome.bench.lab.worker;
