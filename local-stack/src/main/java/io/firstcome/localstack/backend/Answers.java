package io.firstcome.localstack.backend;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.sql.SQLException;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;

/** Whether a server on this machine does what it is for; a port that is open says little. */
final class Answers {
    private static final int TIMEOUT_MILLIS = 2_000;

    private Answers() {}

    /** PONG only comes when the append-only file is loaded. */
    static boolean redis(int port) {
        try (var socket = new Socket()) {
            socket.connect(new InetSocketAddress("127.0.0.1", port), TIMEOUT_MILLIS);
            socket.setSoTimeout(TIMEOUT_MILLIS);
            socket.getOutputStream().write("PING\r\n".getBytes(US_ASCII));
            return new String(socket.getInputStream().readNBytes(5), US_ASCII).equals("+PONG");
        } catch (IOException e) {
            return false;
        }
    }

    /** True when the cluster has its node, which it has only when the broker is fit to serve. */
    static boolean kafka(int port) {
        if (!Sockets.listens(port)) {
            return false;
        }
        var settings = Map.<String, Object>of(
                "bootstrap.servers", "127.0.0.1:" + port,
                "request.timeout.ms", TIMEOUT_MILLIS,
                "default.api.timeout.ms", TIMEOUT_MILLIS);
        try (var admin = Admin.create(settings)) {
            return !admin.describeCluster()
                    .nodes()
                    .get(TIMEOUT_MILLIS, TimeUnit.MILLISECONDS)
                    .isEmpty();
        } catch (ExecutionException | TimeoutException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
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
