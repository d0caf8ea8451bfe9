package io.firstcome.event.catalog;

import java.util.List;
import java.util.Optional;
import org.springframework.data.jpa.repository.JpaRepository;
import org.springframework.data.jpa.repository.Modifying;
import org.springframework.data.jpa.repository.Query;

/** The rows of events. */
interface EventRows extends JpaRepository<EventRow, Long> {

    List<EventRow> findByReadyTrue();

    Optional<EventRow> findByCurrentTrue();

    @Modifying(flushAutomatically = true)
    @Query("update EventRow e set e.current = null where e.current = true and e.id <> ?1")
    void clearCurrentExcept(long id);
}
