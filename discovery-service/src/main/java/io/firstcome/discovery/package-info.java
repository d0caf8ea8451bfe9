/** The registry of running instances; it has no logic of its own, its settings are in {@code application.yml}. */
package io.firstcome.discovery;
