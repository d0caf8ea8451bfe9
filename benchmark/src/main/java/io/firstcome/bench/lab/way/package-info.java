/**
 * The ways to give units away. What keeps claims as stock-service does is a {@link io.firstcome.stock.grant.StockLedger}, and the safe ones
 * pass its contract kit; the unsafe ones are here to be seen failing, and nothing outside of this module can reach them.
 */
package io.firstcome.bench.lab.way;
