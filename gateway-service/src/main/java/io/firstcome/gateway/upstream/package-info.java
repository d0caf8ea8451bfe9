/** How the gateway itself calls services. */
package io.firstcome.gateway.upstream;
