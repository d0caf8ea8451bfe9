package io.firstcome.event.catalog;

import java.util.List;
import java.util.Optional;
import org.springframework.data.jpa.repository.JpaRepository;
import org.springframework.data.jpa.repository.Modifying;
import org.springframework.data.jpa.repository.NativeQuery;
import org.springframework.data.jpa.repository.Query;

/** The rows of events, and the revision that every change of them raises. */
interface EventRows extends JpaRepository<EventRow, Long> {

    List<EventRow> findByReadyTrue();

    Optional<EventRow> findByCurrentTrue();

    @Modifying(flushAutomatically = true)
    @Query("update EventRow e set e.current = null where e.current = true and e.id <> ?1")
    void clearCurrentExcept(long id);

    @NativeQuery("select revision from catalog_revision")
    long revision();

    /** Raises the revision; also makes changes of the catalog wait for each other. */
    @Modifying
    @Query(value = "update catalog_revision set revision = revision + 1", nativeQuery = true)
    void raiseRevision();
}
