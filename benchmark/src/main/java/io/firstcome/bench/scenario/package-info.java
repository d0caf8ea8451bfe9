/** What is measured, each kind of load a class. */
package io.firstcome.bench.scenario;
