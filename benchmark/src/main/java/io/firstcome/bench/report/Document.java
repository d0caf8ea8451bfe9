package io.firstcome.bench.report;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * {@code docs/benchmarks.md}: a template with sections between the markers {@code <!-- NAME: begin -->} and {@code <!-- NAME: end -->}. A section that
 * is written anew is replaced, every other one stays as it is in the file; all outside of them is the template's.
 */
public final class Document {
    /** The tables of {@code ./bench}. */
    public static final String SUITE = "suite";

    /** The tables of {@code ./bench strategies}. */
    public static final String STRATEGIES = "strategies";

    private static final Pattern SECTION = Pattern.compile(
            "<!-- (?<name>[a-z ]+): begin -->\\n(?<content>.*?)<!-- \\k<name>: end -->", Pattern.DOTALL);

    private Document() {}

    /**
     * Writes the document.
     *
     * @param sections new contents by name; the others are kept
     */
    public static void write(Path file, Map<String, String> sections) {
        try {
            var old = Files.exists(file) ? Files.readString(file, UTF_8) : "";
            Files.writeString(file, merged(template(), old, sections), UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static String merged(String template, String old, Map<String, String> sections) {
        return SECTION.matcher(template).replaceAll(section -> {
            var name = section.group(1);
            var content = Optional.ofNullable(sections.get(name))
                    .map(text -> text.endsWith("\n") ? text : text + "\n")
                    .or(() -> content(old, name))
                    .orElse(section.group(2));
            return Matcher.quoteReplacement("<!-- %s: begin -->\n%s<!-- %s: end -->".formatted(name, content, name));
        });
    }

    private static Optional<String> content(String document, String name) {
        return SECTION.matcher(document)
                .results()
                .filter(section -> section.group(1).equals(name))
                .map(section -> section.group(2))
                .findFirst();
    }

    private static String template() throws IOException {
        try (var file = Document.class.getResourceAsStream("benchmarks.md")) {
            return new String(file.readAllBytes(), UTF_8);
        }
    }
}
