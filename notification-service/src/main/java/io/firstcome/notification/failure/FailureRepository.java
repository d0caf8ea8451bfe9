package io.firstcome.notification.failure;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.springframework.data.domain.Limit;
import org.springframework.data.jpa.repository.JpaSpecificationExecutor;
import org.springframework.data.jpa.repository.Modifying;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

interface FailureRepository extends Repository<Failure, Long>, JpaSpecificationExecutor<Failure> {

    Optional<Failure> findById(long id);

    /** Numbers only: replaying all must not hold the payloads of all. */
    @Query("select f.id from Failure f where f.closedAt is null and f.id > :after and f.id <= :last order by f.id")
    List<Long> open(long after, long last, Limit limit);

    @Query("select coalesce(max(f.id), 0) from Failure f")
    long lastId();

    /** Closes an open failure; of several callers exactly one gets 1. */
    @Modifying
    @Query("update Failure f set f.closedAt = :at, f.closedBy = :by where f.id = :id and f.closedAt is null")
    int close(long id, Instant at, long by);

    /** Notes how a failure was closed, and why; because is null where it was done again. */
    @Modifying
    @Query("update Failure f set f.outcome = :outcome, f.because = :because where f.id = :id")
    void setOutcome(long id, String outcome, String because);
}
