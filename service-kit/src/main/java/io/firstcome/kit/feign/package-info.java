/** Calls between services by Feign: with the service token, a breaker, a deadline and a bulkhead, and problems kept whole. */
package io.firstcome.kit.feign;
