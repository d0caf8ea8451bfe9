package io.firstcome.loadtest.suite;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** The secrets file that the launcher keeps: lines of {@code NAME=value}; blank lines and {@code #} comments may be in it. */
public final class Secrets {

    private final Path file;

    public Secrets(Path file) {
        this.file = file;
    }

    /**
     * Returns the value of a name.
     *
     * @throws IOException when the file cannot be read
     */
    public Optional<String> value(String name) throws IOException {
        return Files.readAllLines(file).stream()
                .map(String::strip)
                .map(line -> line.startsWith("export ") ? line.substring("export ".length()) : line)
                .filter(line -> line.startsWith(name + "="))
                .map(line -> unquoted(line.substring(name.length() + 1).strip()))
                .filter(value -> !value.isEmpty())
                .findFirst();
    }

    private static String unquoted(String value) {
        boolean quoted = value.length() >= 2
                && (value.charAt(0) == '"' || value.charAt(0) == '\'')
                && value.charAt(value.length() - 1) == value.charAt(0);
        return quoted ? value.substring(1, value.length() - 1) : value;
    }
}
