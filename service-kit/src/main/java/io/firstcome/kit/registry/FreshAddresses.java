package io.firstcome.kit.registry;

import java.security.Security;
import org.springframework.boot.context.event.ApplicationStartingEvent;
import org.springframework.context.ApplicationListener;

/**
 * Lets no address be believed for longer than a second: the JVM would keep it for thirty, while an instance is gone, or a store has failed over
 * to another address. It must be said before the first look-up, hence at the very start.
 */
final class FreshAddresses implements ApplicationListener<ApplicationStartingEvent> {

    @Override
    public void onApplicationEvent(ApplicationStartingEvent event) {
        Security.setProperty("networkaddress.cache.ttl", "1");
        Security.setProperty("networkaddress.cache.negative.ttl", "1");
    }
}
