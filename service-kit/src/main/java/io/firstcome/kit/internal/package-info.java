/** The token that services show each other, so that {@code /internal/**} is closed to everybody else. */
package io.firstcome.kit.internal;
