package io.firstcome.stock.supply;

import org.springframework.data.repository.CrudRepository;

/** The rows of {@link Supply}. */
interface Supplies extends CrudRepository<Supply, Long> {}
