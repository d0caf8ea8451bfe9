/** Turns whatever goes wrong in a servlet service into one problem+json answer. */
package io.firstcome.kit.problem;
