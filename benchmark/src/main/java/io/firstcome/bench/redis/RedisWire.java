package io.firstcome.bench.redis;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;

/** One connection to Redis, one thread at a time. Commands may be sent ahead of the replies to earlier ones. */
public final class RedisWire implements AutoCloseable {
    private static final int BUFFER = 16 * 1024;

    private final Socket socket;
    private final InputStream in;
    private final OutputStream out;

    private RedisWire(Socket socket) throws IOException {
        this.socket = socket;
        this.in = new BufferedInputStream(socket.getInputStream(), BUFFER);
        this.out = socket.getOutputStream();
    }

    /** Connects to an address such as {@code redis://127.0.0.1:6379}. */
    public static RedisWire to(String url) throws IOException {
        var address = URI.create(url);
        var socket = new Socket(address.getHost(), address.getPort());
        socket.setTcpNoDelay(true);
        return new RedisWire(socket);
    }

    /** A command as it goes over the wire; several of them may be written after each other. */
    public static byte[] encode(List<String> words) {
        var bytes = new ByteArrayOutputStream();
        bytes.writeBytes(("*" + words.size() + "\r\n").getBytes(US_ASCII));
        for (var word : words) {
            var content = word.getBytes(UTF_8);
            bytes.writeBytes(("$" + content.length + "\r\n").getBytes(US_ASCII));
            bytes.writeBytes(content);
            bytes.writeBytes(new byte[] {'\r', '\n'});
        }
        return bytes.toByteArray();
    }

    /**
     * Sends a command and reads its reply.
     *
     * @return a String, a Long, a List of these, or null
     * @throws IOException also when Redis answers with an error
     */
    public Object call(String... words) throws IOException {
        send(encode(List.of(words)));
        return reply();
    }

    /** Sends encoded commands; as many replies are to be read. */
    public void send(byte[] commands) throws IOException {
        out.write(commands);
    }

    /** Reads the next reply; as {@link #call}. */
    public Object reply() throws IOException {
        var line = line();
        var rest = line.substring(1);
        return switch (line.charAt(0)) {
            case '+' -> rest;
            case '-' -> throw new IOException("Redis says: " + rest);
            case ':' -> Long.valueOf(rest);
            case '$' -> bulk(Integer.parseInt(rest));
            case '*' -> array(Integer.parseInt(rest));
            default -> throw new IOException("this is not Redis: " + line);
        };
    }

    private String bulk(int length) throws IOException {
        if (length < 0) {
            return null;
        }
        var content = in.readNBytes(length);
        if (content.length < length || in.read() < 0 || in.read() < 0) {
            throw new EOFException("Redis closed the connection");
        }
        return new String(content, UTF_8);
    }

    private List<Object> array(int length) throws IOException {
        if (length < 0) {
            return null;
        }
        List<Object> all = new ArrayList<>(length);
        for (var i = 0; i < length; i++) {
            all.add(reply());
        }
        return all;
    }

    private String line() throws IOException {
        var line = new StringBuilder();
        for (var next = in.read(); next != '\r'; next = in.read()) {
            if (next < 0) {
                throw new EOFException("Redis closed the connection");
            }
            line.append((char) next);
        }
        in.read();
        return line.toString();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
