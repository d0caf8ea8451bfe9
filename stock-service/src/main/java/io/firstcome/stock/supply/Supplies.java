package io.firstcome.stock.supply;

import java.util.Collection;
import java.util.List;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.CrudRepository;

/** The rows of {@link Supply}. */
public interface Supplies extends CrudRepository<Supply, Long> {

    /** Returns all events on record. */
    @Query("select s.eventId from Supply s")
    List<Long> events();

    /**
     * Locks rows until the transaction ends, however it ends, and returns them. A row that somebody else has locked is left out: its stock is
     * being rebuilt, or lowered.
     */
    @Query(value = "select * from supply where event_id in (:eventIds) for update skip locked", nativeQuery = true)
    List<Supply> lock(Collection<Long> eventIds);
}
