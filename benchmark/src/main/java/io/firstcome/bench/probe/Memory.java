package io.firstcome.bench.probe;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Pattern;

/**
 * The memory of a process.
 *
 * @param name what it is called in the tables
 * @param resident bytes in memory
 * @param heapUsed bytes of its Java heap in use, garbage that was not collected yet included; empty when it is no JVM
 */
public record Memory(String name, long resident, OptionalLong heapUsed) {
    /** Serial, parallel and G1 collectors name each of their generations so; metaspace is told without a total. */
    private static final Pattern GENERATION =
            Pattern.compile("total(?: reserved)? \\d+K,(?: committed \\d+K,)? used (\\d+)K");

    /** Looks at a process; empty when it has ended. */
    static Optional<Memory> of(String name, long pid) {
        return Proc.resident(pid).map(resident -> new Memory(name, resident, heapOf(pid)));
    }

    private static OptionalLong heapOf(long pid) {
        if (!isJava(pid)) {
            return OptionalLong.empty();
        }
        var jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd").toString();
        try {
            var process = new ProcessBuilder(jcmd, String.valueOf(pid), "GC.heap_info")
                    .redirectErrorStream(true)
                    .start();
            var text = new String(process.getInputStream().readAllBytes(), UTF_8);
            return process.waitFor() == 0 ? heapUsed(text) : OptionalLong.empty();
        } catch (IOException e) {
            return OptionalLong.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return OptionalLong.empty();
        }
    }

    private static boolean isJava(long pid) {
        return ProcessHandle.of(pid)
                .flatMap(process -> process.info().command())
                .filter(command -> command.endsWith("/java"))
                .isPresent();
    }

    /** Reads what {@code jcmd <pid> GC.heap_info} says; empty when it names no generation. */
    static OptionalLong heapUsed(String text) {
        var generations = GENERATION.matcher(text).results().toList();
        return generations.isEmpty()
                ? OptionalLong.empty()
                : OptionalLong.of(generations.stream()
                        .mapToLong(found -> Long.parseLong(found.group(1)) * 1024)
                        .sum());
    }
}
