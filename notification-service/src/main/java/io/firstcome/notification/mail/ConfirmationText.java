package io.firstcome.notification.mail;

import io.firstcome.contracts.Language;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.EnumMap;
import java.util.Map;
import org.springframework.web.util.HtmlUtils;

/**
 * The words of a confirmation. The templates lie in {@code /mail}; the first line of the plain one is the subject.
 *
 * @param subject one line, whatever the event is called
 * @param plain   the text part
 * @param html    the HTML part; the event's name is escaped
 */
record ConfirmationText(String subject, String plain, String html) {

    private static final Map<Language, Template> TEMPLATES = new EnumMap<>(Language.class);

    static {
        for (Language language : Language.values()) {
            TEMPLATES.put(language, Template.load("/mail/confirmation_" + language.tag()));
        }
    }

    static ConfirmationText of(Confirmation mail) {
        Template template = TEMPLATES.get(mail.language());
        String event = oneLine(mail.eventName());
        String rank = String.valueOf(mail.rank());
        return new ConfirmationText(
                fill(template.subject, rank, event),
                fill(template.plain, rank, event),
                fill(template.html, rank, HtmlUtils.htmlEscape(event, "UTF-8")));
    }

    /** Line breaks would end a header (injection), direction marks would turn text around: no such character is left. */
    private static String oneLine(String name) {
        return name.replaceAll("[\\p{Cc}\\p{Zl}\\p{Zp}\\s\u202A-\u202E\u2066-\u2069]+", " ")
                .strip();
    }

    /** The event's name comes last, so that nothing in it is taken for a place to fill. */
    private static String fill(String template, String rank, String event) {
        return template.replace("{{rank}}", rank).replace("{{event}}", event);
    }

    private record Template(String subject, String plain, String html) {

        static Template load(String path) {
            String plain = read(path + ".txt");
            int firstBreak = plain.indexOf('\n');
            return new Template(
                    plain.substring(0, firstBreak).strip(),
                    plain.substring(firstBreak).stripLeading(),
                    read(path + ".html"));
        }

        private static String read(String resource) {
            try (InputStream in = ConfirmationText.class.getResourceAsStream(resource)) {
                return new String(in.readAllBytes(), StandardCharsets.UTF_8);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
