package io.firstcome.loadtest.crowd;

import io.firstcome.loadtest.lane.Timing;

/**
 * One answer to one apply.
 *
 * @param user   who applied
 * @param wave   when
 * @param kind   what was answered
 * @param rank   the rank that was told; 0 when none was
 * @param timing when it was sent and answered
 * @param oddity what was strange about it; null when nothing was
 */
public record Heard(long user, Wave wave, Kind kind, long rank, Timing timing, String oddity) {}
