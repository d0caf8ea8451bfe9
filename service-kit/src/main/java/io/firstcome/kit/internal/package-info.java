/**
 * The inside of a service: the token that services show each other, so that {@code /internal/**} is closed to everybody else, and the order in which
 * secrets are asked for.
 */
package io.firstcome.kit.internal;
