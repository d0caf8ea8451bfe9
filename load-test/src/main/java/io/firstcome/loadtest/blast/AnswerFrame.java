package io.firstcome.loadtest.blast;

import static io.firstcome.loadtest.blast.Ascii.MORE;

import java.net.ProtocolException;

/**
 * Finds the end of an answer in the bytes that have come so far (RFC 9112): by length, by chunks or by the end of the
 * connection. One object serves all answers, one after the other, and allocates nothing. What is not clear is a
 * ProtocolException, never a guess.
 */
final class AnswerFrame {

    private static final byte[] VERSION = Ascii.bytes("http/1.");
    private static final byte[] LENGTH = Ascii.bytes("content-length:");
    private static final byte[] CODING = Ascii.bytes("transfer-encoding:");
    private static final byte[] CONNECTION = Ascii.bytes("connection:");
    private static final byte[] CHUNKED = Ascii.bytes("chunked");
    private static final byte[] CLOSE = Ascii.bytes("close");

    /** "HTTP/1.1 200" and whatever ends the number. */
    private static final int STATUS_LINE = 13;

    private static final int HEAD_LIMIT = 64 * 1024;
    private static final int UNKNOWN = -1;

    private byte[] bytes;
    private int end;

    private int status;
    private int length;
    private boolean chunked;
    private boolean keepAlive;
    private int bodyFrom;
    private int bodyLength;

    int status() {
        return status;
    }

    /** Returns whether the connection may carry another request. */
    boolean keepAlive() {
        return keepAlive;
    }

    /** Returns where the body begins in the array that was read. */
    int bodyFrom() {
        return bodyFrom;
    }

    int bodyLength() {
        return bodyLength;
    }

    /**
     * Reads the answer that the first {@code count} bytes hold and returns whether it is whole. If not, it is read again
     * from its beginning when there are more. The chunks of a whole answer are moved together in the array.
     *
     * @param ended whether the connection has ended, so that there will be no more
     * @throws ProtocolException when it is not HTTP/1.x, has no clear end or is followed by something else
     */
    boolean read(byte[] array, int count, boolean ended) throws ProtocolException {
        bytes = array;
        end = count;
        int from = 0;
        do {
            from = head(from);
            if (from == MORE) {
                return false;
            }
            if (status == 101) {
                throw new ProtocolException("the server switched protocols");
            }
        } while (status < 200);
        int after = body(from, ended);
        if (after == MORE) {
            return false;
        }
        if (after != end) {
            throw new ProtocolException("something follows an answer of status " + status);
        }
        return true;
    }

    /** Reads a head and returns where its body begins. */
    private int head(int from) throws ProtocolException {
        if (end - from < STATUS_LINE) {
            return MORE;
        }
        status = statusAt(from);
        keepAlive = bytes[from + VERSION.length] == '1';
        chunked = false;
        length = UNKNOWN;
        int line = Ascii.nextLine(bytes, from + STATUS_LINE - 1, end);
        while (line != MORE) {
            int next = Ascii.nextLine(bytes, line, end);
            if (next == MORE) {
                break;
            }
            int to = Ascii.endOfLine(bytes, line, next);
            if (to == line) {
                return next;
            }
            header(line, to);
            line = next;
        }
        if (end - from > HEAD_LIMIT) {
            throw new ProtocolException("a head of more than " + HEAD_LIMIT + " bytes");
        }
        return MORE;
    }

    private int statusAt(int from) throws ProtocolException {
        byte minor = bytes[from + 7];
        int first = bytes[from + 9] - '0';
        int second = bytes[from + 10] - '0';
        int third = bytes[from + 11] - '0';
        boolean http = Ascii.startsWith(bytes, from, end, VERSION) && (minor == '0' || minor == '1');
        boolean number = first >= 1 && first <= 5 && second >= 0 && second <= 9 && third >= 0 && third <= 9;
        byte after = bytes[from + 12];
        boolean alone = bytes[from + 8] == ' ' && (after == ' ' || after == '\r' || after == '\n');
        if (!http || !number || !alone) {
            throw new ProtocolException("not an HTTP answer: '" + Ascii.shown(bytes, from, from + STATUS_LINE) + "'");
        }
        return 100 * first + 10 * second + third;
    }

    private void header(int from, int to) throws ProtocolException {
        // Most headers are none of the three that matter, and their first letters tell.
        switch (bytes[from] | 0x20) {
            case 'c' -> {
                if (Ascii.startsWith(bytes, from, to, LENGTH)) {
                    length(Ascii.length(bytes, Ascii.skipBlanks(bytes, from + LENGTH.length, to), to, 10));
                } else if (Ascii.startsWith(bytes, from, to, CONNECTION)) {
                    keepAlive &= !Ascii.contains(bytes, from + CONNECTION.length, to, CLOSE);
                }
            }
            case 't' -> {
                if (Ascii.startsWith(bytes, from, to, CODING)) {
                    coding(Ascii.skipBlanks(bytes, from + CODING.length, to), to);
                }
            }
            default -> {
                // It says nothing about where the answer ends.
            }
        }
    }

    private void length(int told) throws ProtocolException {
        if (length != UNKNOWN && length != told) {
            throw new ProtocolException("two lengths, " + length + " and " + told);
        }
        length = told;
    }

    private void coding(int from, int to) throws ProtocolException {
        boolean known = Ascii.startsWith(bytes, from, to, CHUNKED);
        if (!known || Ascii.skipBlanks(bytes, from + CHUNKED.length, to) != to) {
            throw new ProtocolException("transfer coding '" + Ascii.shown(bytes, from, to) + "'");
        }
        chunked = true;
    }

    /** Finds the body and returns where the answer ends. */
    private int body(int from, boolean ended) throws ProtocolException {
        bodyFrom = from;
        bodyLength = 0;
        if (status == 204 || status == 304) {
            return from;
        }
        if (chunked) {
            int after = Chunks.end(bytes, from, end);
            bodyLength = after == MORE ? 0 : Chunks.join(bytes, from, end);
            return after;
        }
        if (length == UNKNOWN) {
            // It ends with the connection.
            keepAlive = false;
            bodyLength = end - from;
            return ended ? end : MORE;
        }
        bodyLength = length;
        return end - from < length ? MORE : from + length;
    }
}
