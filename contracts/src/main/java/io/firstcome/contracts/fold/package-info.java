/** Many requests of one route, folded by the gateway into one call to the service behind it. */
package io.firstcome.contracts.fold;
