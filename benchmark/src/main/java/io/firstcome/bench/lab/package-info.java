/** {@code ./bench strategies}: the ways to give units away, in turn, on the same backends under the same load. */
package io.firstcome.bench.lab;
