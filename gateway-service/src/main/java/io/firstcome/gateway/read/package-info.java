/** What many read at once: asked for once, told to all. */
package io.firstcome.gateway.read;
