package io.firstcome.event.catalog;

import java.time.Instant;

/**
 * An event as it is told to anyone.
 *
 * @param state     {@code NOT_OPEN}, {@code OPEN}, {@code SOLD_OUT}, {@code PAUSED} or {@code CLOSED}
 * @param quantity  its stock; null when that is not known at present
 * @param remaining what is left of it, up to a second old; null when that is not known at present
 */
record EventView(
        long id,
        String name,
        Instant opensAt,
        Instant closesAt,
        String state,
        Long quantity,
        Long remaining,
        boolean current,
        Instant serverTime) {}
