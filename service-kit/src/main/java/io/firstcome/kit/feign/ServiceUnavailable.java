package io.firstcome.kit.feign;

import java.io.IOException;

/**
 * A service gave no usable answer: not reached, too slow, failed, or held off by its breaker or bulkhead. Nothing is known
 * about what it did. Without a stack trace of its own; the cause tells.
 */
public final class ServiceUnavailable extends RuntimeException {

    private final String service;

    /** Takes the service's name and what happened. */
    public ServiceUnavailable(String service, Throwable cause) {
        super(service + " is unavailable: " + cause, cause, false, false);
        this.service = service;
    }

    ServiceUnavailable(String service, int status) {
        this(service, new IOException("HTTP " + status));
    }

    /** Returns the name of the service. */
    public String service() {
        return service;
    }
}
