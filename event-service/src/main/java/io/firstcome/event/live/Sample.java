package io.firstcome.event.live;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.Map;

/**
 * An event at one moment. Numbers that are not known at that moment, because the service that knows them is away, are null. Counts of answers only
 * grow: how many there were in a second is the difference to the sample before.
 *
 * @param at           epoch milliseconds
 * @param state        {@code NOT_OPEN}, {@code OPEN}, {@code PAUSED} or {@code CLOSED}
 * @param answers      applies so far by answer: {@code ACCEPTED}, {@code REPEAT}, {@code SOLD_OUT}, {@code NOT_OPEN}, {@code PAUSED},
 *                     {@code CLOSED}, {@code UNAVAILABLE}; those told by gateways from memory included
 * @param door         applies turned away before anybody looked which event they are for, so of all events together: {@code LIMITED}
 *                     (429), {@code OVERLOADED} (503), {@code FAILED} (503)
 * @param quantity     units there are
 * @param granted      units taken
 * @param published    claims known to be on the log
 * @param remaining    units left
 * @param closedBecause why nothing is granted though the event may be open; null when units are granted
 * @param settled      live claims in MySQL
 * @param mailed       of them, those whose mail is sent
 * @param mailsFailed  of them, those whose mail was given up or has no address
 * @param drift        claims that only one store has, when that was last looked at; 0 when all is well, null when nobody has looked
 * @param breakers     state of each circuit breaker of the instance that took the sample
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record Sample(
        long at,
        String state,
        Map<String, Long> answers,
        Map<String, Long> door,
        Long quantity,
        Long granted,
        Long published,
        Long remaining,
        String closedBecause,
        Long settled,
        Long mailed,
        Long mailsFailed,
        Long drift,
        Map<String, String> breakers) {}
