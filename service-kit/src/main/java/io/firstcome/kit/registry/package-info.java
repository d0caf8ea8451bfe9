/** How an instance leaves the registry. */
package io.firstcome.kit.registry;
