package io.firstcome.bench.probe;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/** Reads {@code /proc} of Linux. */
final class Proc {
    /** In which the kernel counts processor time here, whatever its own clock does (USER_HZ). */
    private static final long TICKS_PER_SECOND = 100;

    private static final int USER_TIME = 11;
    private static final int SYSTEM_TIME = 12;

    /** Of the line "cpu": user, nice, system, interrupts, soft interrupts; what a hypervisor took is not used by anybody here. */
    private static final int[] BUSY = {1, 2, 3, 6, 7};

    private Proc() {}

    /** The processor time that a process has used; empty when it has ended. */
    static Optional<Duration> cpu(long pid) {
        try {
            return Optional.of(cpuOf(Files.readString(file(pid, "stat"))));
        } catch (IOException ended) {
            return Optional.empty();
        }
    }

    /** Reads the text of {@code /proc/<pid>/stat}: user and system time together. */
    static Duration cpuOf(String stat) {
        // The program's name stands in parentheses and may have blanks and parentheses in it.
        var fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
        var ticks = Long.parseLong(fields[USER_TIME]) + Long.parseLong(fields[SYSTEM_TIME]);
        return ofTicks(ticks);
    }

    /** The processor time that all processes of the machine, and its kernel, have used. */
    static Duration machineCpu() {
        try {
            return machineCpuOf(Files.readString(Path.of("/proc/stat")));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Reads the text of {@code /proc/stat}: all but idling and waiting for disks. */
    static Duration machineCpuOf(String stat) {
        var fields = stat.lines().findFirst().orElseThrow().split("\\s+");
        long ticks = 0;
        for (var field : BUSY) {
            ticks += Long.parseLong(fields[field]);
        }
        return ofTicks(ticks);
    }

    private static Duration ofTicks(long ticks) {
        return Duration.ofMillis(ticks * 1000 / TICKS_PER_SECOND);
    }

    /** The memory that a process has resident, in bytes; empty when it has ended. */
    static Optional<Long> resident(long pid) {
        try {
            return kilobytes(Files.readString(file(pid, "status")), "VmRSS").map(kilobytes -> kilobytes * 1024);
        } catch (IOException ended) {
            return Optional.empty();
        }
    }

    /** Reads a line such as {@code VmRSS:  123 kB} of {@code /proc/<pid>/status} or {@code /proc/meminfo}. */
    static Optional<Long> kilobytes(String text, String name) {
        return text.lines()
                .filter(line -> line.startsWith(name + ":"))
                .findFirst()
                .map(line -> Long.valueOf(line.replaceAll("\\D", "")));
    }

    private static Path file(long pid, String name) {
        return Path.of("/proc", String.valueOf(pid), name);
    }
}
