package io.firstcome.bench.probe;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * What this runs on.
 *
 * @param processor its model as the kernel names it
 * @param cores processors that this JVM may use
 * @param memoryBytes of the machine
 * @param kernel name and version
 * @param load the average number of processes that wanted a processor in the last minute: what disturbs, when taken before a run
 */
public record Machine(String processor, int cores, long memoryBytes, String kernel, double load) {
    private static final double GIGABYTE = 1024.0 * 1024 * 1024;

    /** Looks at this machine now. */
    public static Machine here() {
        try {
            return new Machine(
                    processor(Files.readString(Path.of("/proc/cpuinfo"))),
                    Runtime.getRuntime().availableProcessors(),
                    Proc.kilobytes(Files.readString(Path.of("/proc/meminfo")), "MemTotal")
                                    .orElseThrow()
                            * 1024,
                    System.getProperty("os.name") + " " + System.getProperty("os.version"),
                    Double.parseDouble(
                            Files.readString(Path.of("/proc/loadavg")).split(" ")[0]));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Says it in one line. */
    @Override
    public String toString() {
        return "%d cores of %s, %.0f GB, %s; %.1f processes wanted a processor in the minute before"
                .formatted(cores, processor, memoryBytes / GIGABYTE, kernel, load);
    }

    /** Reads the text of {@code /proc/cpuinfo}. */
    static String processor(String cpuInfo) {
        return cpuInfo.lines()
                .filter(line -> line.startsWith("model name"))
                .findFirst()
                .map(line -> line.substring(line.indexOf(':') + 1).strip())
                .orElse("unknown");
    }
}
