package io.firstcome.stock.recovery;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.firstcome.localstack.backend.Folders;
import io.firstcome.localstack.backend.FreePorts;
import io.firstcome.localstack.backend.RedisBackend;
import io.firstcome.localstack.backend.TemporaryHome;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.nio.file.Path;

/** A Redis of this test class alone, which may come back with less than it had. */
final class OwnRedis {

    private final TemporaryHome home = TemporaryHome.create();
    private final int port = FreePorts.next();
    private final RedisBackend redis = RedisBackend.start(home.home(), port);
    private int copies;

    OwnRedis() {
        writeEverythingAtOnce();
    }

    String url() {
        return redis.url();
    }

    /** Dies and comes back with everything. */
    void restart() {
        redis.kill();
        redis.start();
        writeEverythingAtOnce();
    }

    /** Copies what Redis has on disk now, which is all that it has answered for. */
    Path copy() {
        Path copy = home.folder().resolve("copy-" + copies++);
        try {
            Folders.copy(data(), copy);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return copy;
    }

    /** Dies and comes back with what it had then. */
    void comeBackWith(Path copy) {
        redis.kill();
        try {
            Folders.delete(data());
            Folders.copy(copy, data());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        redis.start();
        writeEverythingAtOnce();
    }

    /** Dies and comes back with nothing. */
    void comeBackEmpty() {
        redis.kill();
        try {
            Folders.delete(data());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        redis.start();
        writeEverythingAtOnce();
    }

    /** So that what is on disk is what was answered for, and a test decides what is lost. */
    private void writeEverythingAtOnce() {
        try (Socket socket = new Socket("127.0.0.1", port)) {
            socket.getOutputStream().write("CONFIG SET appendfsync always\r\n".getBytes(US_ASCII));
            if (socket.getInputStream().read() != '+') {
                throw new IllegalStateException("Redis does not take the setting");
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void close() {
        redis.kill();
        home.close();
    }

    private Path data() {
        return home.home().data().resolve("redis");
    }
}
