package io.firstcome.gateway.request;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.net.InetSocketAddress;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.mock.http.server.reactive.MockServerHttpRequest;

class ClientAddressTest {

    private static final List<String> PROXIES = List.of("10.0.0.0/8", "192.0.2.7", "fd00::/8");

    @Test
    void withoutTrustedProxiesItIsThePeerWhateverItSays() {
        assertThat(address(List.of(), "203.0.113.1", "198.51.100.1")).isEqualTo("203.0.113.1");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    # peer        | X-Forwarded-For                                | client
                    203.0.113.1   | 198.51.100.1                                   | 203.0.113.1
                    10.1.2.3      | 198.51.100.1                                   | 198.51.100.1
                    192.0.2.7     | 198.51.100.1                                   | 198.51.100.1
                    192.0.2.8     | 198.51.100.1                                   | 192.0.2.8
                    10.1.2.3      | 1.1.1.1, 198.51.100.1                          | 198.51.100.1
                    10.1.2.3      | 1.1.1.1, 198.51.100.1, 10.9.9.9, 192.0.2.7     | 198.51.100.1
                    10.1.2.3      | 10.2.2.2, 10.3.3.3                             | 10.2.2.2
                    10.1.2.3      | 198.51.100.1:4711                              | 198.51.100.1
                    fd12::1       | [2001:db8::1]:4711                             | 2001:db8:0:0:0:0:0:0
                    fd12::1       | 2001:db8::1                                    | 2001:db8:0:0:0:0:0:0
                    10.1.2.3      | 198.51.100.1, unknown                          | 10.1.2.3
                    10.1.2.3      | 198.51.100.1, localhost                        | 10.1.2.3
                    10.1.2.3      | ''                                             | 10.1.2.3
                    """)
    void behindTrustedProxiesItIsTheRightmostAddressThatIsNotOneOfThem(String peer, String forwarded, String client) {
        assertThat(address(PROXIES, peer, forwarded)).isEqualTo(client);
    }

    @Test
    void ofIpv6TheNetworkCountsBecauseOneHostHasAllOfIt() {
        assertThat(address(List.of(), "2001:db8:1:2:3:4:5:6", ""))
                .isEqualTo(address(List.of(), "2001:db8:1:2:ffff::1", ""))
                .isNotEqualTo(address(List.of(), "2001:db8:1:3::1", ""));
    }

    @ParameterizedTest
    @ValueSource(strings = {"10.0.0.0/33", "10.0.0.0/-1", "proxy.example.org", "10.0.0.0/x", ""})
    void aNetworkThatIsNoneIsRefusedAtTheStart(String network) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new ClientAddress(new AddressProperties(List.of(network))));
    }

    private static String address(List<String> proxies, String peer, String forwarded) {
        return new ClientAddress(new AddressProperties(proxies))
                .of(MockServerHttpRequest.get("/")
                        .remoteAddress(new InetSocketAddress(peer, 4711))
                        .header("X-Forwarded-For", forwarded)
                        .build())
                .getHostAddress();
    }
}
