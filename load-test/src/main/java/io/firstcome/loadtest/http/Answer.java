package io.firstcome.loadtest.http;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * An HTTP answer, read whole.
 *
 * @param status  the final status; interim answers (1xx) are passed over
 * @param headers the headers by lower-case name; of a repeated header the last one
 * @param body    the body, its transfer coding undone
 */
public record Answer(int status, Map<String, String> headers, byte[] body) {

    /** Returns a header by its name, whatever its case. */
    public Optional<String> header(String name) {
        return Optional.ofNullable(headers.get(name.toLowerCase(Locale.ROOT)));
    }

    /** Returns {@code Retry-After} in seconds, as Firstcome sends it; empty when it is missing or a date. */
    public Optional<Duration> retryAfter() {
        return header("retry-after")
                .filter(value -> value.matches("\\d{1,6}"))
                .map(Long::parseLong)
                .map(Duration::ofSeconds);
    }

    /** Returns the body as UTF-8 text. */
    public String text() {
        return new String(body, StandardCharsets.UTF_8);
    }

    /** Returns whether the body has this ASCII character. */
    public boolean bodyContains(char ascii) {
        for (byte b : body) {
            if (b == ascii) {
                return true;
            }
        }
        return false;
    }
}
