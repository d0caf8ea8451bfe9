/**
 * The fold: many requests, one call. Requests that arrive while a batch is under way go together as the next one. Generic: a
 * route names the internal endpoint that takes its batches; nothing here knows what they are about.
 */
package io.firstcome.gateway.fold;
