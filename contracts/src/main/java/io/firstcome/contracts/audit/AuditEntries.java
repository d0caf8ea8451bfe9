package io.firstcome.contracts.audit;

import java.util.List;

/** Some entries, the newest first. */
public record AuditEntries(List<AuditEntry> entries) {}
