package io.firstcome.systemtest.fault;

import io.firstcome.localstack.backend.Backend;
import io.firstcome.localstack.backend.Part;
import io.firstcome.localstack.launch.Service;
import io.firstcome.localstack.launch.Suite;
import io.firstcome.systemtest.RunningSuite;
import io.firstcome.systemtest.proxy.TcpProxy;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;

/** Something that breaks and is mended. */
interface Outage {

    /** What has to be known before it begins. */
    default void prepare() {}

    void begin();

    /** Mends it; returns at the moment of the part's return, when it would answer. */
    void end();

    /** The first so many instances of a service end by SIGKILL and are started again. */
    static Outage kill(Service service, int instances) {
        return of(
                () -> each(instances, number -> suite().kill(service, number)),
                () -> each(instances, number -> suite().restart(service, number)));
    }

    /** The first so many instances of a service stop where they are (SIGSTOP) and go on (SIGCONT). */
    static Outage freeze(Service service, int instances) {
        return of(
                () -> each(instances, number -> suite().freeze(service, number)),
                () -> each(instances, number -> suite().thaw(service, number)));
    }

    /** The connections between the others and the first so many instances of a service are reset, and every new one. */
    static Outage cut(Service service, int instances) {
        return of(
                () -> each(instances, number -> proxy(service, number).cut()),
                () -> each(instances, number -> proxy(service, number).heal()));
    }

    /** What the others and the first so many instances of a service send each other arrives later. */
    static Outage slow(Service service, int instances, Duration delay) {
        return of(
                () -> each(instances, number -> proxy(service, number).slow(delay)),
                () -> each(instances, number -> proxy(service, number).heal()));
    }

    /** A backend ends by SIGKILL and comes back with all that it had. */
    static Outage kill(Part part) {
        return of(() -> backend(part).kill(), () -> backend(part).start());
    }

    /** A backend stops where it is and goes on; the mailbox, which lives in this JVM, is out of reach for so long. */
    static Outage freeze(Part part) {
        return switch (part) {
            case REDIS ->
                of(
                        () -> suite().backends().redis().freeze(),
                        () -> suite().backends().redis().thaw());
            case KAFKA ->
                of(
                        () -> suite().backends().kafka().freeze(),
                        () -> suite().backends().kafka().thaw());
            case DATABASE ->
                of(
                        () -> suite().backends().database().freeze(),
                        () -> suite().backends().database().thaw());
            case MAILBOX -> of(proxy(part)::swallow, proxy(part)::heal);
        };
    }

    /** The connections between the services and a backend are reset, and every new one. */
    static Outage cut(Part part) {
        return of(proxy(part)::cut, proxy(part)::heal);
    }

    /** What services and a backend send each other arrives later. */
    static Outage slow(Part part, Duration delay) {
        return of(() -> proxy(part).slow(delay), proxy(part)::heal);
    }

    /** Redis ends by SIGKILL and comes back with nothing. */
    static Outage redisEmpty() {
        return new RobbedRedis(Duration.ofDays(1));
    }

    /** Redis ends by SIGKILL and comes back without what it wrote in the last second, as after a power cut. */
    static Outage redisWithoutItsLastSecond() {
        return new RobbedRedis(Duration.ofSeconds(1));
    }

    private static Outage of(Runnable begin, Runnable end) {
        return new Outage() {
            @Override
            public void begin() {
                begin.run();
            }

            @Override
            public void end() {
                end.run();
            }
        };
    }

    private static Suite suite() {
        return RunningSuite.suite();
    }

    private static TcpProxy proxy(Part part) {
        suite();
        return RunningSuite.proxy(part);
    }

    private static TcpProxy proxy(Service service, int instance) {
        suite();
        return RunningSuite.proxy(service, instance);
    }

    private static Backend backend(Part part) {
        return switch (part) {
            case REDIS -> suite().backends().redis();
            case KAFKA -> suite().backends().kafka();
            case DATABASE -> suite().backends().database();
            case MAILBOX -> suite().backends().mailbox();
        };
    }

    private static void each(int instances, IntConsumer what) {
        CompletableFuture.allOf(IntStream.rangeClosed(1, instances)
                        .mapToObj(number -> CompletableFuture.runAsync(() -> what.accept(number)))
                        .toArray(CompletableFuture[]::new))
                .join();
    }
}
