package io.firstcome.localstack.backend;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.DataInputStream;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.sql.SQLException;

/** Whether a server on this machine does what it is for; a port that is open says little. */
final class Answers {
    private static final int TIMEOUT_MILLIS = 2_000;
    private static final byte[] KAFKA_METADATA_REQUEST = ByteBuffer.allocate(18)
            .putInt(14) // length of what follows
            .putShort((short) 3) // Metadata
            .putShort((short) 1) // version
            .putInt(1) // correlation id
            .putShort((short) -1) // no client id
            .putInt(0) // no topics
            .array();

    private Answers() {}

    /** PONG only comes when the append-only file is loaded. */
    static boolean redis(int port) {
        return answers(port, "PING\r\n", "+PONG");
    }

    /** A mail server greets; Docker, which holds the port open for a container that does not listen yet, does not. */
    static boolean smtp(int port) {
        return answers(port, "", "220");
    }

    static boolean http(int port) {
        return answers(port, "GET / HTTP/1.0\r\n\r\n", "HTTP/1.");
    }

    private static boolean answers(int port, String said, String answer) {
        try (var socket = new Socket()) {
            socket.connect(new InetSocketAddress("127.0.0.1", port), TIMEOUT_MILLIS);
            socket.setSoTimeout(TIMEOUT_MILLIS);
            socket.getOutputStream().write(said.getBytes(US_ASCII));
            return new String(socket.getInputStream().readNBytes(answer.length()), US_ASCII).equals(answer);
        } catch (IOException e) {
            return false;
        }
    }

    /**
     * True when the cluster has its node, which it has only when the broker is fit to serve. Asked in Kafka's protocol (Metadata, version 1, of
     * no topics) by hand: the client library would fill the log of every test with its settings.
     */
    static boolean kafka(int port) {
        try (var socket = new Socket()) {
            socket.connect(new InetSocketAddress("127.0.0.1", port), TIMEOUT_MILLIS);
            socket.setSoTimeout(TIMEOUT_MILLIS);
            socket.getOutputStream().write(KAFKA_METADATA_REQUEST);
            var answer = new DataInputStream(socket.getInputStream());
            answer.readInt(); // length
            answer.readInt(); // correlation id
            return answer.readInt() > 0; // nodes
        } catch (IOException e) {
            return false;
        }
    }

    /** True when our own user is let in to the last schema: both exist only when the first statements have been run. */
    static boolean database(int port, Database database) {
        if (!Sockets.listens(port)) {
            return false;
        }
        try (var connection = database.connect(Database.SCHEMAS.getLast())) {
            return connection.isValid(1);
        } catch (SQLException e) {
            return false;
        }
    }
}
