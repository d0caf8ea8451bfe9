package io.firstcome.loadtest.http;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.ProtocolException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Reads answers, one after the other, from a connection (RFC 9112). Framing by length, by chunks and by the end of the
 * connection; trailers and chunk extensions are read and dropped. Anything it cannot be sure of is a ProtocolException:
 * a load test that guesses where an answer ends gives users each other's answers.
 */
final class AnswerReader {

    private static final Pattern STATUS_LINE = Pattern.compile("HTTP/1\\.[01] [1-9]\\d\\d( .*)?");
    private static final int BUFFER = 4 * 1024;
    private static final int LINE_LIMIT = 16 * 1024;
    private static final int HEADER_LIMIT = 200;
    private static final int BODY_LIMIT = 64 * 1024 * 1024;

    private final InputStream in;
    private final byte[] buffer = new byte[BUFFER];
    private int next;
    private int end;
    private long received;
    private boolean reusable;

    AnswerReader(InputStream in) {
        this.in = in;
    }

    /** Returns how many bytes this connection has ever received. */
    long received() {
        return received;
    }

    /** Returns whether the connection may carry another exchange after the answer that was read last. */
    boolean reusable() {
        return reusable;
    }

    /**
     * Reads the next final answer.
     *
     * @throws EOFException      when the connection ends before the answer does
     * @throws ProtocolException when it is not HTTP/1.x or its framing is not clear
     */
    Answer read() throws IOException {
        reusable = false;
        while (true) {
            String line = line();
            int status = status(line);
            Map<String, String> headers = headers();
            if (status >= 200) {
                boolean keepAlive = !line.startsWith("HTTP/1.0") && !lists(headers.get("connection"), "close");
                byte[] body = body(status, headers);
                // A body that ends with the connection leaves nothing to use again.
                reusable = keepAlive && (isFramed(headers) || isBodiless(status));
                return new Answer(status, headers, body);
            }
            if (status == 101) {
                throw new ProtocolException("the server switched protocols");
            }
        }
    }

    private byte[] body(int status, Map<String, String> headers) throws IOException {
        if (isBodiless(status)) {
            return new byte[0];
        }
        String coding = headers.get("transfer-encoding");
        if (coding != null) {
            if (!"chunked".equalsIgnoreCase(coding)) {
                throw new ProtocolException("transfer coding '" + coding + "'");
            }
            return chunks();
        }
        String length = headers.get("content-length");
        return length == null ? untilTheEnd() : exactly(size(length, 10));
    }

    private byte[] chunks() throws IOException {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        while (true) {
            String line = line();
            int extension = line.indexOf(';');
            int size = size((extension < 0 ? line : line.substring(0, extension)).trim(), 16);
            if (size == 0) {
                headers();
                return body.toByteArray();
            }
            if (body.size() + (long) size > BODY_LIMIT) {
                throw new ProtocolException("a body of more than " + BODY_LIMIT + " bytes");
            }
            body.write(exactly(size));
            if (!line().isEmpty()) {
                throw new ProtocolException("a chunk longer than it says");
            }
        }
    }

    private byte[] exactly(int size) throws IOException {
        byte[] bytes = new byte[size];
        int have = Math.min(size, end - next);
        System.arraycopy(buffer, next, bytes, 0, have);
        next += have;
        while (have < size) {
            int more = in.read(bytes, have, size - have);
            if (more < 0) {
                throw new EOFException("the connection ended within a body");
            }
            received += more;
            have += more;
        }
        return bytes;
    }

    private byte[] untilTheEnd() throws IOException {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        do {
            body.write(buffer, next, end - next);
            if (body.size() > BODY_LIMIT) {
                throw new ProtocolException("a body of more than " + BODY_LIMIT + " bytes");
            }
        } while (fill());
        return body.toByteArray();
    }

    private Map<String, String> headers() throws IOException {
        Map<String, String> headers = new HashMap<>();
        int lines = 0;
        for (String line = line(); !line.isEmpty(); line = line()) {
            int colon = line.indexOf(':');
            if (colon < 1 || ++lines > HEADER_LIMIT) {
                throw new ProtocolException(colon < 1 ? "not a header: " + shown(line) : "too many headers");
            }
            String name = line.substring(0, colon).toLowerCase(Locale.ROOT);
            String value = line.substring(colon + 1).trim();
            String before = headers.put(name, value);
            if ("content-length".equals(name) && before != null && !before.equals(value)) {
                throw new ProtocolException("two lengths, " + before + " and " + value);
            }
        }
        return headers;
    }

    /** Reads a line up to its line feed; the carriage return before it is dropped. */
    private String line() throws IOException {
        StringBuilder earlier = null;
        while (true) {
            for (int at = next; at < end; at++) {
                if (buffer[at] == '\n') {
                    String part = latin1(next, at);
                    next = at + 1;
                    String line = earlier == null ? part : earlier.append(part).toString();
                    return line.endsWith("\r") ? line.substring(0, line.length() - 1) : line;
                }
            }
            earlier = earlier == null ? new StringBuilder() : earlier;
            earlier.append(latin1(next, end));
            if (earlier.length() > LINE_LIMIT) {
                throw new ProtocolException("a line of more than " + LINE_LIMIT + " characters");
            }
            if (!fill()) {
                throw new EOFException("the connection ended before the answer");
            }
        }
    }

    private boolean fill() throws IOException {
        int read = in.read(buffer, 0, buffer.length);
        next = 0;
        end = Math.max(read, 0);
        received += end;
        return read >= 0;
    }

    private String latin1(int from, int to) {
        return new String(buffer, from, to - from, StandardCharsets.ISO_8859_1);
    }

    private static int status(String line) throws ProtocolException {
        if (!STATUS_LINE.matcher(line).matches()) {
            throw new ProtocolException("not an HTTP answer: " + shown(line));
        }
        return Integer.parseInt(line.substring(9, 12));
    }

    private static int size(String digits, int radix) throws ProtocolException {
        try {
            int size = Integer.parseInt(digits, radix);
            if (size >= 0 && size <= BODY_LIMIT && digits.charAt(0) != '+') {
                return size;
            }
        } catch (NumberFormatException notANumber) {
            // Said below, as for a number out of range.
        }
        throw new ProtocolException("a length of '" + shown(digits) + "'");
    }

    private static boolean isBodiless(int status) {
        return status == 204 || status == 304;
    }

    private static boolean isFramed(Map<String, String> headers) {
        return headers.containsKey("transfer-encoding") || headers.containsKey("content-length");
    }

    private static boolean lists(String header, String option) {
        return header != null && (", " + header.toLowerCase(Locale.ROOT) + ",").matches(".*[, ]" + option + "[, ].*");
    }

    private static String shown(String line) {
        return line.length() > 80 ? line.substring(0, 80) + "…" : line;
    }
}
