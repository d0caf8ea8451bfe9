/** How instances are found, and how one leaves the registry. */
package io.firstcome.kit.registry;
