/** The one way to say that something went wrong: RFC 9457 problem details with a stable code. */
package io.firstcome.contracts.problem;
