/** {@code ./bench}: measures the suite beside its floors in one run. */
package io.firstcome.bench;
