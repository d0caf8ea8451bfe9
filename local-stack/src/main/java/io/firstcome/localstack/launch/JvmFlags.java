package io.firstcome.localstack.launch;

import java.util.ArrayList;
import java.util.List;

/**
 * How each service's JVM is started on one machine that runs them all (say two cores and 8 GB). The one place for it, with the reasons.
 */
public final class JvmFlags {
    private static final int COMPACT_HEADERS_SINCE = 25;
    private static final int OLD_AT_FIRST = 32;

    private JvmFlags() {}

    /** The flags of a service's JVM, on the JDK that runs this. */
    public static List<String> of(Service service) {
        var flags = new ArrayList<String>();
        flags.add("-Xmx" + megabytes(heap(service)));
        // What a request leaves behind is garbage when it is answered. A young generation that takes a second of the
        // herd is collected once a second, and little of it is alive then; sized by itself it began with 10 MB.
        flags.add("-Xmn" + megabytes(young(service)));
        // Room for both from the start; what is not used is not taken from the system.
        flags.add("-Xms" + megabytes(young(service) + OLD_AT_FIRST));
        // Six JVMs share two cores: one collector thread each, small heaps, short pauses. It is also the leanest in
        // memory.
        flags.add("-XX:+UseSerialGC");
        // Give back what the start needed and the service does not.
        flags.add("-XX:MinHeapFreeRatio=20");
        flags.add("-XX:MaxHeapFreeRatio=40");
        flags.add("-Xss512k");
        flags.add("-XX:ReservedCodeCacheSize=96m");
        // Better a process that is seen to be dead than one that limps.
        flags.add("-XX:+ExitOnOutOfMemoryError");
        // Netty and Redisson use native libraries and Unsafe; they know, a warning per start helps nobody.
        flags.add("--enable-native-access=ALL-UNNAMED");
        if (Runtime.version().feature() >= COMPACT_HEADERS_SINCE) {
            // A tenth less heap.
            flags.add("-XX:+UseCompactObjectHeaders");
            flags.add("--sun-misc-unsafe-memory-access=allow");
        }
        if (service == Service.DISCOVERY || service == Service.AUTH) {
            // A few heartbeats, log-ins and look-ups a second need no optimising compiler; it costs more than they.
            // The others serve the herd: once it has done its work they need a third to a half less for a request.
            flags.add("-XX:TieredStopAtLevel=1");
        }
        flags.add("-Dfile.encoding=UTF-8");
        return List.copyOf(flags);
    }

    private static String megabytes(int count) {
        return count + "m";
    }

    /** What they need under a herd of thousands, with room; in megabytes. */
    private static int heap(Service service) {
        return switch (service) {
            case DISCOVERY -> 96;
            case AUTH -> 160;
            case GATEWAY -> 448;
            case EVENT, STOCK, NOTIFICATION -> 256;
        };
    }

    private static int young(Service service) {
        return switch (service) {
            case DISCOVERY -> 24;
            case AUTH -> 48;
            case GATEWAY -> 192;
            case EVENT, STOCK, NOTIFICATION -> 96;
        };
    }
}
