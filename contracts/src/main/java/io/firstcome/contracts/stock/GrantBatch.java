package io.firstcome.contracts.stock;

import java.util.List;

/**
 * Applicants of one event in arrival order, and news about earlier grants.
 *
 * @param eventId    the event
 * @param applicants who applies; the same user may be there more than once
 * @param published  claims that are on the log by now
 */
public record GrantBatch(long eventId, List<Applicant> applicants, List<ClaimName> published) {}
