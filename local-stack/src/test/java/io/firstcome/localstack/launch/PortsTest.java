package io.firstcome.localstack.launch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PortsTest {
    @Test
    void theUsualPortsAreThoseOfTheDocumentation() {
        var ports = Ports.standard(Map.of(Service.EVENT, 3));

        assertThat(ports.urlOf(Service.GATEWAY)).isEqualTo("http://localhost:8080");
        assertThat(ports.services().get(Service.EVENT)).containsExactly(8082, 8092, 8102);
        assertThat(ports.services().get(Service.DISCOVERY)).containsExactly(8761);
        assertThat(ports.mailbox()).isEqualTo(8025);
    }

    @Test
    void withManyInstancesNoPortIsNeededTwice() {
        var ports = Ports.standard(Map.of(
                Service.GATEWAY, 8, Service.EVENT, 8, Service.STOCK, 8, Service.NOTIFICATION, 8, Service.AUTH, 8));
        var all = ports.services().values().stream().flatMap(List::stream).toList();

        assertThat(new HashSet<>(all)).hasSameSizeAs(all).doesNotContain(6379, 9092, 3306, 1025, 8025);
    }

    @Test
    void aTakenPortIsNamedWithWhoNeedsIt() throws IOException {
        var ports = Ports.free(Map.of());
        ports.requireFree();

        try (var somebody = new ServerSocket(ports.of(Service.STOCK, 1), 1, InetAddress.getLoopbackAddress())) {
            assertThatThrownBy(ports::requireFree)
                    .isInstanceOf(LaunchException.class)
                    .hasMessageStartingWith("this port is taken: " + somebody.getLocalPort() + " (stock-service)");
        }
    }
}
