package io.firstcome.loadtest.blast;

import static io.firstcome.loadtest.blast.Ascii.MORE;

import java.net.ProtocolException;

/** A body in chunks (RFC 9112, section 7.1); extensions and trailers are dropped. */
final class Chunks {

    private Chunks() {}

    /** Returns where the answer ends whose chunks begin at {@code from}, or {@link Ascii#MORE}. */
    static int end(byte[] bytes, int from, int end) throws ProtocolException {
        int at = from;
        long total = 0;
        while (true) {
            int data = Ascii.nextLine(bytes, at, end);
            if (data == MORE) {
                return MORE;
            }
            int size = size(bytes, at, data);
            if (size == 0) {
                return afterTrailers(bytes, data, end);
            }
            total += size;
            if (total > Ascii.BODY_LIMIT) {
                throw new ProtocolException("chunks of more than " + Ascii.BODY_LIMIT + " bytes");
            }
            at = Ascii.nextLine(bytes, data + size, end);
            if (at == MORE) {
                return MORE;
            }
            if (Ascii.endOfLine(bytes, data + size, at) != data + size) {
                throw new ProtocolException("a chunk longer than it says");
            }
        }
    }

    /** Moves the chunks of a body that is wholly there together to where they begin; returns their length. */
    static int join(byte[] bytes, int from, int end) throws ProtocolException {
        int at = from;
        int total = 0;
        while (true) {
            int data = Ascii.nextLine(bytes, at, end);
            int size = size(bytes, at, data);
            if (size == 0) {
                return total;
            }
            at = Ascii.nextLine(bytes, data + size, end);
            System.arraycopy(bytes, data, bytes, from + total, size);
            total += size;
        }
    }

    private static int size(byte[] bytes, int from, int next) throws ProtocolException {
        int to = Ascii.endOfLine(bytes, from, next);
        int at = from;
        while (at < to && bytes[at] != ';') {
            at++;
        }
        return Ascii.length(bytes, from, at, 16);
    }

    private static int afterTrailers(byte[] bytes, int from, int end) {
        int line = from;
        while (true) {
            int next = Ascii.nextLine(bytes, line, end);
            if (next == MORE || Ascii.endOfLine(bytes, line, next) == line) {
                return next;
            }
            line = next;
        }
    }
}
