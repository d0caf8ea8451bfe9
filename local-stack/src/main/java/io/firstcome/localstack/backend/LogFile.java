package io.firstcome.localstack.backend;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Reads the ends of log files for the one line a person should see. */
public final class LogFile {
    private static final int TAIL_BYTES = 64 * 1024;
    private static final int LINE_LIMIT = 300;
    private static final Pattern COMPLAINT = Pattern.compile(
            "\\b(ERROR|FATAL|error|fatal|failed|refused|Caused by|Exception|in use|Can't|Cannot|denied)\\b");

    private LogFile() {}

    /**
     * What Spring's failure analysis describes, or else the last line that looks like a complaint, or else the last line; nothing if there is
     * none.
     */
    public static Optional<String> lastComplaint(Path log) {
        var lines = tail(log);
        var described = lines.lastIndexOf("Description:");
        if (described >= 0) {
            return Optional.of(shortened(lines.subList(described + 1, lines.size()).stream()
                    .takeWhile(line -> !line.equals("Action:"))
                    .collect(Collectors.joining(" "))));
        }
        return lines.reversed().stream()
                .filter(line -> COMPLAINT.matcher(line).find())
                .findFirst()
                .or(() -> lines.isEmpty() ? Optional.empty() : Optional.of(lines.getLast()))
                .map(LogFile::shortened);
    }

    private static String shortened(String line) {
        return line.length() > LINE_LIMIT ? line.substring(0, LINE_LIMIT) + "…" : line;
    }

    /** The non-blank, stripped lines of the last 64 KiB; empty if the file cannot be read. */
    public static List<String> tail(Path log) {
        try (var file = new RandomAccessFile(log.toFile(), "r")) {
            file.seek(Math.max(0, file.length() - TAIL_BYTES));
            var bytes = new byte[(int) (file.length() - file.getFilePointer())];
            file.readFully(bytes);
            return Arrays.stream(new String(bytes, UTF_8).split("\\R"))
                    .map(String::strip)
                    .filter(line -> !line.isEmpty())
                    .toList();
        } catch (IOException e) {
            return List.of();
        }
    }
}
