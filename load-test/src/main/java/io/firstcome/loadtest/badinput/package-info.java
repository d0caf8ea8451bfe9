/** Requests that must be refused, clearly and without any effect. */
package io.firstcome.loadtest.badinput;
