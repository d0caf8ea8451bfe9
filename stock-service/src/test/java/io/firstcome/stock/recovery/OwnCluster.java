package io.firstcome.stock.recovery;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.awaitility.Awaitility.await;

import io.firstcome.localstack.backend.FreePorts;
import io.firstcome.localstack.backend.RedisBackend;
import io.firstcome.localstack.backend.TemporaryHome;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** A Redis Cluster of two masters, each with half of the slots, of this test class alone. */
final class OwnCluster {

    static final int SLOTS = 16_384;

    /** A node also listens on a port that is greater by 10,000. */
    private static final int HIGHEST_PORT = 55_000;

    private final List<Node> nodes = List.of(new Node(), new Node());

    OwnCluster() {
        for (int i = 0; i < 2; i++) {
            int first = i * SLOTS / 2;
            nodes.get(i)
                    .tell("CLUSTER ADDSLOTS "
                            + IntStream.range(first, first + SLOTS / 2)
                                    .mapToObj(String::valueOf)
                                    .collect(Collectors.joining(" ")));
        }
        nodes.get(0).tell("CLUSTER MEET 127.0.0.1 " + nodes.get(1).port);
        awaitWhole();
    }

    /** One of the nodes; the other is found by it. */
    String url() {
        return nodes.getFirst().redis.url();
    }

    /** A node dies and comes back with everything. */
    void restart(int node) {
        nodes.get(node).redis.kill();
        nodes.get(node).redis.start();
        awaitWhole();
    }

    void close() {
        nodes.forEach(node -> {
            node.redis.kill();
            node.home.close();
        });
    }

    private void awaitWhole() {
        await().atMost(Duration.ofSeconds(20))
                .until(() -> nodes.stream()
                        .map(node -> node.tell("CLUSTER INFO"))
                        .allMatch(info -> info.contains("cluster_state:ok") && info.contains("cluster_known_nodes:2")));
    }

    private static final class Node {
        private final TemporaryHome home = TemporaryHome.create();
        private final int port = Stream.generate(FreePorts::next)
                .filter(free -> free < HIGHEST_PORT)
                .findFirst()
                .orElseThrow();
        private final RedisBackend redis =
                RedisBackend.start(home.home(), port, "--cluster-enabled", "yes", "--appendfsync", "always");

        /** Sends a command and returns the beginning of the answer. */
        String tell(String command) {
            try (Socket socket = new Socket("127.0.0.1", port)) {
                socket.getOutputStream().write((command + "\r\n").getBytes(US_ASCII));
                byte[] answer = new byte[2_000];
                int length = socket.getInputStream().read(answer);
                return new String(answer, 0, length, US_ASCII);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
