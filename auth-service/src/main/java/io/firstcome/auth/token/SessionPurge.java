package io.firstcome.auth.token;

import java.time.Clock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Deletes sessions whose time is over, in small steps. Several instances may do so at once: each row is deleted by one. */
@Component
class SessionPurge {

    private static final Logger log = LoggerFactory.getLogger(SessionPurge.class);

    private final SessionStore store;
    private final TokenProperties properties;
    private final Clock clock;

    SessionPurge(SessionStore store, TokenProperties properties, Clock clock) {
        this.store = store;
        this.properties = properties;
        this.clock = clock;
    }

    @Scheduled(
            initialDelayString = "${firstcome.token.purge-every}",
            fixedDelayString = "${firstcome.token.purge-every}")
    void purge() {
        int all = 0;
        int deleted;
        do {
            deleted = store.deleteExpired(clock.instant(), properties.purgeLimit());
            all += deleted;
        } while (deleted == properties.purgeLimit());
        if (all > 0) {
            log.info("{} sessions whose time was over are deleted", all);
        }
    }
}
