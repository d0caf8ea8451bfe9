package io.firstcome.auth.code;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.firstcome.contracts.Language;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import org.springframework.web.util.HtmlUtils;

/**
 * Texts of the mail in all languages, from {@code src/main/resources/mail/code.<language>.txt} (subject, empty line, text) and
 * {@code .html}. The subject holds no code: subjects stand on locked screens and in the logs of mail servers.
 */
final class CodeText {

    /** A mail to be sent. */
    record Mail(String subject, String text, String html) {
        /** Keeps the code out of logs. */
        @Override
        public String toString() {
            return "Mail[" + subject + "]";
        }
    }

    private final Map<Language, Mail> templates = new EnumMap<>(Language.class);

    CodeText() {
        for (Language language : Language.values()) {
            String[] subjectAndText = read("code." + language.tag() + ".txt").split("\n\n", 2);
            String html = read("code." + language.tag() + ".html");
            templates.put(language, new Mail(subjectAndText[0].strip(), subjectAndText[1], html));
        }
    }

    Mail of(Language language, String code, Duration validFor) {
        Mail template = templates.get(language);
        String minutes = String.valueOf(Math.max(1, validFor.toMinutes()));
        return new Mail(
                template.subject(),
                fill(template.text(), code, minutes),
                fill(template.html(), HtmlUtils.htmlEscape(code), minutes));
    }

    private static String fill(String template, String code, String minutes) {
        return template.replace("{{code}}", code).replace("{{minutes}}", minutes);
    }

    private static String read(String name) {
        try (InputStream in = CodeText.class.getResourceAsStream("/mail/" + name)) {
            return new String(in.readAllBytes(), UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
