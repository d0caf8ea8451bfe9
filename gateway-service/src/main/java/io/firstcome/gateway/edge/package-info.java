/** Answers told again from memory to everybody who asks the same, for as long as the service that gave them allows. */
package io.firstcome.gateway.edge;
