package io.firstcome.systemtest.fault;

import io.firstcome.localstack.backend.Part;
import io.firstcome.localstack.launch.Service;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What is done to which part, and for how long.
 *
 * @param name     words by which it can be chosen
 * @param outage   makes what is done
 * @param shortest how long it lasts at least
 * @param longest  how long it lasts at most
 * @param atDoor   whether it meets the gateway itself: a connection to it that is open then cannot be answered
 */
record Fault(String name, Supplier<Outage> outage, Duration shortest, Duration longest, boolean atDoor) {

    private static final Duration A_LITTLE = Duration.ofSeconds(2);
    private static final Duration SOME_SECONDS = Duration.ofSeconds(5);
    private static final Duration FROZEN = Duration.ofSeconds(10);
    private static final Duration LONG = Duration.ofSeconds(30);
    private static final Pattern NEEDED = Pattern.compile("2 of 2|redis|kafka");
    private static final Duration DELAY = Duration.ofMillis(60);

    static Fault killed(Service service, int instances) {
        return some("kill -9 " + name(service, instances), () -> Outage.kill(service, instances), service);
    }

    static Fault killed(Part part) {
        return some("kill -9 " + name(part), () -> Outage.kill(part), null);
    }

    static Fault redisEmpty() {
        return some("redis restarted empty", Outage::redisEmpty, null);
    }

    static Fault redisWithoutItsLastSecond() {
        return some("redis without its last second", Outage::redisWithoutItsLastSecond, null);
    }

    /** Returns every fault of every part. */
    static List<Fault> all() {
        List<Fault> all = new ArrayList<>();
        for (Service service : List.of(Service.EVENT, Service.STOCK, Service.GATEWAY)) {
            all.add(killed(service, 1));
            all.add(killed(service, 2));
            all.add(frozen(service, 1));
        }
        all.add(frozen(Service.EVENT, 2));
        all.add(frozen(Service.STOCK, 2));
        for (Service service : List.of(Service.EVENT, Service.STOCK)) {
            all.add(cut(service, 1));
            all.add(cut(service, 2));
            all.add(new Fault("slow " + name(service, 2), () -> Outage.slow(service, 2, DELAY), FROZEN, FROZEN, false));
        }
        all.add(cut(Service.NOTIFICATION, 1));
        all.add(cut(Service.AUTH, 1));
        for (Service service : List.of(Service.NOTIFICATION, Service.AUTH, Service.DISCOVERY)) {
            all.add(killed(service, 1));
            all.add(frozen(service, 1));
        }
        for (Part part : Part.values()) {
            all.add(killed(part));
            all.add(new Fault("freeze " + name(part), () -> Outage.freeze(part), FROZEN, FROZEN, false));
            all.add(some("cut off " + name(part), () -> Outage.cut(part), null));
            all.add(new Fault("slow " + name(part), () -> Outage.slow(part, DELAY), FROZEN, FROZEN, false));
        }
        all.add(redisEmpty());
        all.add(redisWithoutItsLastSecond());
        all.add(new Fault("30 s without redis", () -> Outage.kill(Part.REDIS), LONG, LONG, false));
        all.add(new Fault("30 s without kafka", () -> Outage.kill(Part.KAFKA), LONG, LONG, false));
        return all;
    }

    /** Whether nobody can be served in the middle of it, since all of a part is gone that every apply needs. */
    boolean stopsApplies() {
        return !name.startsWith("slow") && NEEDED.matcher(name).find();
    }

    /** Returns those whose name has these words; all when there are none. */
    static Stream<Fault> named(String words) {
        return all().stream().filter(fault -> fault.name.contains(words.toLowerCase(Locale.ROOT)));
    }

    /** Returns for how long it lasts this time. */
    Duration lasts(Random chance) {
        return shortest.plusMillis(chance.nextLong(1 + longest.minus(shortest).toMillis()));
    }

    private static Fault frozen(Service service, int instances) {
        return new Fault(
                "freeze " + name(service, instances),
                () -> Outage.freeze(service, instances),
                FROZEN,
                FROZEN,
                service == Service.GATEWAY);
    }

    private static Fault cut(Service service, int instances) {
        return some("cut off " + name(service, instances), () -> Outage.cut(service, instances), null);
    }

    private static Fault some(String name, Supplier<Outage> outage, Service service) {
        return new Fault(name, outage, A_LITTLE, SOME_SECONDS, service == Service.GATEWAY);
    }

    private static String name(Service service, int instances) {
        boolean several = List.of(Service.EVENT, Service.STOCK, Service.GATEWAY).contains(service);
        return service.id() + (several ? " (" + instances + " of 2)" : "");
    }

    private static String name(Part part) {
        return switch (part) {
            case DATABASE -> "mariadb";
            case MAILBOX -> "smtp";
            case REDIS, KAFKA -> part.name().toLowerCase(Locale.ROOT);
        };
    }

    @Override
    public String toString() {
        return name;
    }
}
