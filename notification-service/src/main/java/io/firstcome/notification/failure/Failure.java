package io.firstcome.notification.failure;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import java.time.Instant;

/** A row of the table {@code failure}. Read through JPA; written by statements that a redelivery or a rival cannot double. */
@Entity
public class Failure {

    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    private Long id;

    @Enumerated(EnumType.STRING)
    private FailureKind kind;

    private String topic;

    @Column(name = "partition_no")
    private Integer partition;

    @Column(name = "offset_no")
    private Long offset;

    private Long eventId;

    @Column(name = "user_id")
    private Long user;

    private byte[] payload;
    private String cause;
    private Instant createdAt;

    @Column(name = "replayed_at")
    private Instant closedAt;

    @Column(name = "replayed_by")
    private Long closedBy;

    private String outcome;
    private String because;

    /** For JPA. */
    protected Failure() {}

    /** Returns its number. */
    public long id() {
        return id;
    }

    /** Returns what failed. */
    public FailureKind kind() {
        return kind;
    }

    /** Returns the event; null where it is not known. */
    public Long eventId() {
        return eventId;
    }

    /** Returns the user; null where it is not known. */
    public Long user() {
        return user;
    }

    /** Returns the record's value as it came; null where there was none. */
    public byte[] payload() {
        return payload;
    }

    String topic() {
        return topic;
    }

    Integer partition() {
        return partition;
    }

    Long offset() {
        return offset;
    }

    String cause() {
        return cause;
    }

    Instant createdAt() {
        return createdAt;
    }

    Instant closedAt() {
        return closedAt;
    }

    Long closedBy() {
        return closedBy;
    }

    String outcome() {
        return outcome;
    }

    String because() {
        return because;
    }
}
