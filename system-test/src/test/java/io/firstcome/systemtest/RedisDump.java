package io.firstcome.systemtest;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Everything that is in a Redis, as text. */
final class RedisDump {

    private final InputStream in;
    private final OutputStream out;

    private RedisDump(Socket socket) throws IOException {
        in = new BufferedInputStream(socket.getInputStream());
        out = socket.getOutputStream();
    }

    static List<String> texts(String url) throws IOException {
        URI uri = URI.create(url);
        try (Socket socket = new Socket(uri.getHost(), uri.getPort())) {
            RedisDump redis = new RedisDump(socket);
            List<String> texts = new ArrayList<>();
            for (Object key : (List<?>) redis.call("KEYS", "*")) {
                texts.add(key + " = " + redis.value((String) key));
            }
            if (texts.isEmpty()) {
                throw new IOException("Redis is empty");
            }
            return texts;
        }
    }

    /** Read by type, since DUMP would compress it. */
    private Object value(String key) throws IOException {
        return switch ((String) call("TYPE", key)) {
            case "hash" -> call("HGETALL", key);
            case "zset" -> call("ZRANGE", key, "0", "-1");
            case "set" -> call("SMEMBERS", key);
            case "list" -> call("LRANGE", key, "0", "-1");
            case "string" -> call("GET", key);
            default -> "";
        };
    }

    private Object call(String... words) throws IOException {
        StringBuilder command = new StringBuilder("*" + words.length + "\r\n");
        for (String word : words) {
            command.append('$')
                    .append(word.getBytes(StandardCharsets.ISO_8859_1).length)
                    .append("\r\n")
                    .append(word)
                    .append("\r\n");
        }
        out.write(command.toString().getBytes(StandardCharsets.ISO_8859_1));
        return reply();
    }

    private Object reply() throws IOException {
        String line = line();
        String rest = line.substring(1);
        return switch (line.charAt(0)) {
            case '+', ':' -> rest;
            case '$' -> bulk(Integer.parseInt(rest));
            case '*' -> {
                List<Object> items = new ArrayList<>();
                for (int i = Integer.parseInt(rest); i > 0; i--) {
                    items.add(reply());
                }
                yield items;
            }
            default -> throw new IOException(line);
        };
    }

    private String bulk(int length) throws IOException {
        if (length < 0) {
            return null;
        }
        String text = new String(in.readNBytes(length), StandardCharsets.ISO_8859_1);
        in.readNBytes(2);
        return text;
    }

    private String line() throws IOException {
        StringBuilder line = new StringBuilder();
        for (int next = in.read(); next != '\r'; next = in.read()) {
            if (next < 0) {
                throw new IOException("Redis hung up");
            }
            line.append((char) next);
        }
        in.read();
        return line.toString();
    }
}
