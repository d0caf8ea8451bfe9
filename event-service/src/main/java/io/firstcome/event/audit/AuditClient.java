package io.firstcome.event.audit;

import io.firstcome.contracts.audit.AuditEntries;
import org.springframework.cloud.openfeign.FeignClient;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** What admins did in notification-service. */
@FeignClient(name = "notification-service", contextId = "audit")
interface AuditClient {

    @GetMapping("/internal/audit")
    AuditEntries before(@RequestParam("id") long id, @RequestParam("limit") int limit);
}
