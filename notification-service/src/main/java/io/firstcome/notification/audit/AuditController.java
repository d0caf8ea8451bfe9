package io.firstcome.notification.audit;

import io.firstcome.contracts.audit.AuditEntries;
import io.firstcome.kit.audit.AuditLog;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Tells event-service, which shows them with its own, what admins did here. */
@RestController
class AuditController {

    private final AuditLog log;

    AuditController(AuditLog log) {
        this.log = log;
    }

    @GetMapping("/internal/audit")
    AuditEntries before(@RequestParam long id, @RequestParam @Min(1) @Max(200) int limit) {
        return new AuditEntries(log.before(id, limit));
    }
}
