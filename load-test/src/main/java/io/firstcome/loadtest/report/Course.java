package io.firstcome.loadtest.report;

import io.firstcome.contracts.settle.SettledClaim;
import io.firstcome.loadtest.crowd.Heard;
import io.firstcome.loadtest.crowd.Opening;
import io.firstcome.loadtest.watch.Look;
import java.util.List;

/**
 * What happened when, for charts.
 *
 * @param opening of the event
 * @param heard   every answer
 * @param claims  every settled claim, with the times of its grant and its settling
 * @param looks   of the live stream, a second apart; empty when it was not followed
 */
public record Course(Opening opening, List<Heard> heard, List<SettledClaim> claims, List<Look> looks) {}
