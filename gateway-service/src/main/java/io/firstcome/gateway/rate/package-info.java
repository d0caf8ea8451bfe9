/** How often one user or one client address may ask. In memory, per gateway. */
package io.firstcome.gateway.rate;
