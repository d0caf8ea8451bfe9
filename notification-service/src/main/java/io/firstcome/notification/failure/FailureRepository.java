package io.firstcome.notification.failure;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.springframework.data.domain.Limit;
import org.springframework.data.jpa.repository.Modifying;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

interface FailureRepository extends Repository<Failure, Long> {

    Optional<Failure> findById(long id);

    List<Failure> findByIdGreaterThanOrderById(long after, Limit limit);

    List<Failure> findByKindAndIdGreaterThanOrderById(FailureKind kind, long after, Limit limit);

    List<Failure> findByReplayedAtIsNullAndIdGreaterThanOrderById(long after, Limit limit);

    List<Failure> findByReplayedAtIsNullAndKindAndIdGreaterThanOrderById(FailureKind kind, long after, Limit limit);

    /** Numbers only: replaying all must not hold the payloads of all. */
    @Query("select f.id from Failure f where f.replayedAt is null and f.id > :after and f.id <= :last order by f.id")
    List<Long> open(long after, long last, Limit limit);

    @Query("select coalesce(max(f.id), 0) from Failure f")
    long lastId();

    /** Closes an open failure; of several callers exactly one gets 1. */
    @Modifying
    @Query("update Failure f set f.replayedAt = :at, f.replayedBy = :by where f.id = :id and f.replayedAt is null")
    int close(long id, Instant at, long by);

    @Modifying
    @Query("update Failure f set f.outcome = :outcome where f.id = :id")
    void setOutcome(long id, String outcome);
}
