package io.firstcome.contracts.settle;

/** How far the promises of one event are kept: settled claims that are live, and their mails by state. */
public record SettledCounts(
        long settled, long mailsPending, long mailsSent, long mailsFailed, long mailsWithoutAddress) {}
