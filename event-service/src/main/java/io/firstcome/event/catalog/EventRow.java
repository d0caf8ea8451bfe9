package io.firstcome.event.catalog;

import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;

/** The row of an event. {@code ready} is set once its stock is open; before, nobody sees it. */
@Entity
@Table(name = "event")
class EventRow {

    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    Long id;

    String name;
    Instant opensAt;
    Instant closesAt;

    @Enumerated(EnumType.STRING)
    EventState halt;

    /** True or null, so that a unique key allows one current event. */
    Boolean current;

    boolean ready;
    Instant createdAt;

    protected EventRow() {}

    EventRow(String name, Instant opensAt, Instant closesAt, Instant createdAt) {
        this.name = name;
        this.opensAt = opensAt;
        this.closesAt = closesAt;
        this.createdAt = createdAt;
    }

    /** Returns the event as it is in this row, read at that revision of the catalog or later. */
    Event event(long revision) {
        return new Event(id, name, opensAt, closesAt, halt, Boolean.TRUE.equals(current), revision);
    }
}
