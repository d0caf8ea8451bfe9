package io.firstcome.loadtest.blast;

import java.time.Duration;
import org.HdrHistogram.Histogram;

/**
 * What a blast came to.
 *
 * @param answers         whole answers, of any status
 * @param byStatus        answers by status; the index is the status
 * @param failed          requests that stayed unheard
 * @param elapsed         from the first request (of a stampede: from its start, before anything is connected) to the last
 *                        answer; zero without answers
 * @param cpu             what the generator's thread used in that time, {@link Shots} and {@link Ear} included
 * @param latency         of the answers, in nanoseconds, three digits
 * @param lastConnected   from the first attempt to connect until the last connection was open
 * @param connectFailures attempts to connect that failed, those that were tried again with success included
 */
public record BlastResult(
        long answers,
        long[] byStatus,
        long failed,
        Duration elapsed,
        Duration cpu,
        Histogram latency,
        Duration lastConnected,
        long connectFailures) {}
