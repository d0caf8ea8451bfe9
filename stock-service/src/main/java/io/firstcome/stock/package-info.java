/** Decides who gets a unit. */
package io.firstcome.stock;
