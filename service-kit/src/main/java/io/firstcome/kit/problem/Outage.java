package io.firstcome.kit.problem;

/** Recognises exceptions which mean that something the service needs is away, so that they are told as 503 and not as 500. */
@FunctionalInterface
public interface Outage {

    /** Returns whether the exception means that. */
    boolean isMeantBy(Throwable exception);
}
