package io.firstcome.loadtest.blast;

import java.net.ProtocolException;
import java.nio.charset.StandardCharsets;

/** Reads the text of HTTP where it lies, without making strings of it. */
final class Ascii {

    /** What is looked for lies beyond the bytes that have come. */
    static final int MORE = -1;

    /** The longest body that is taken, in bytes. */
    static final int BODY_LIMIT = 64 * 1024 * 1024;

    private Ascii() {}

    static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }

    /** Returns where the line after the one at {@code from} begins, or {@link #MORE}. */
    static int nextLine(byte[] bytes, int from, int end) {
        for (int at = from; at < end; at++) {
            if (bytes[at] == '\n') {
                return at + 1;
            }
        }
        return MORE;
    }

    /** Returns where a line ends, without its line break, when the next one begins at {@code next}. */
    static int endOfLine(byte[] bytes, int from, int next) {
        int last = next - 1;
        return last > from && bytes[last - 1] == '\r' ? last - 1 : last;
    }

    /** Reads a length: digits, and blanks after them. */
    static int length(byte[] bytes, int from, int to, int radix) throws ProtocolException {
        long number = 0;
        int at = from;
        while (at < to && Character.digit(bytes[at], radix) >= 0 && number <= BODY_LIMIT) {
            number = number * radix + Character.digit(bytes[at++], radix);
        }
        if (at == from || skipBlanks(bytes, at, to) != to || number > BODY_LIMIT) {
            throw new ProtocolException("a length of '" + shown(bytes, from, to) + "'");
        }
        return (int) number;
    }

    static int skipBlanks(byte[] bytes, int from, int to) {
        int at = from;
        while (at < to && (bytes[at] == ' ' || bytes[at] == '\t')) {
            at++;
        }
        return at;
    }

    static boolean contains(byte[] bytes, int from, int to, byte[] word) {
        for (int at = from; at < to; at++) {
            if (startsWith(bytes, at, to, word)) {
                return true;
            }
        }
        return false;
    }

    /** Compares with a word in small letters, in whatever case it stands there. */
    static boolean startsWith(byte[] bytes, int from, int to, byte[] word) {
        if (to - from < word.length) {
            return false;
        }
        for (int at = 0; at < word.length; at++) {
            byte there = bytes[from + at];
            if (there != word[at] && (there < 'A' || there > 'Z' || (there | 0x20) != word[at])) {
                return false;
            }
        }
        return true;
    }

    /** Returns the beginning of it for a message. */
    static String shown(byte[] bytes, int from, int to) {
        return new String(bytes, from, Math.min(to - from, 40), StandardCharsets.ISO_8859_1);
    }
}
