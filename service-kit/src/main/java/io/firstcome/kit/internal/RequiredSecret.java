package io.firstcome.kit.internal;

/**
 * A bean that holds a secret of the environment, and cannot be made without it. Those of a service are made before anybody waits for MySQL, so that
 * a missing one ends the start at once and by its name.
 */
public interface RequiredSecret {}
