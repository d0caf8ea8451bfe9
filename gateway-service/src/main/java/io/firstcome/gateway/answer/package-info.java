/** Answers that the gateway writes itself: told from memory, unfolded from a batch, or a refusal as problem+json. */
package io.firstcome.gateway.answer;
