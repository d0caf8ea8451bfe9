package io.firstcome.gateway.request;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.stereotype.Component;

/**
 * Where a request came from. That is the peer of the connection; only when the peer is a proxy we trust, its
 * X-Forwarded-For is read, from the right, up to the first address that is not one of our proxies: all further left may be
 * invented by the client. One host has a whole /64 of IPv6 addresses to change between, so that network stands for it.
 */
@Component
public final class ClientAddress {

    /** The header by which services learn the address. */
    public static final String HEADER = "X-Client-Address";

    private static final String FORWARDED_FOR = "X-Forwarded-For";
    private static final int IPV6_NETWORK_BYTES = 8;

    private final List<Network> proxies;

    ClientAddress(AddressProperties properties) {
        this.proxies = properties.trustedProxies().stream().map(Network::of).toList();
    }

    /** Returns the client's address; of an IPv6 address the network, the rest being 0. */
    public InetAddress of(ServerHttpRequest request) {
        InetSocketAddress remote = request.getRemoteAddress();
        InetAddress peer = remote == null ? InetAddress.getLoopbackAddress() : remote.getAddress();
        return network(
                proxies.isEmpty()
                        ? peer
                        : behindProxies(peer, request.getHeaders().getOrEmpty(FORWARDED_FOR)));
    }

    private static InetAddress network(InetAddress address) {
        if (!(address instanceof Inet6Address)) {
            return address;
        }
        byte[] bytes = address.getAddress();
        Arrays.fill(bytes, IPV6_NETWORK_BYTES, bytes.length, (byte) 0);
        try {
            return InetAddress.getByAddress(bytes);
        } catch (UnknownHostException e) {
            throw new IllegalStateException("16 bytes are an address", e);
        }
    }

    private InetAddress behindProxies(InetAddress peer, List<String> headers) {
        List<String> hops = new ArrayList<>();
        for (String header : headers) {
            hops.addAll(List.of(header.split(",", -1)));
        }
        InetAddress client = peer;
        for (int hop = hops.size() - 1; hop >= 0 && trusted(client); hop--) {
            InetAddress before = Network.address(withoutPort(hops.get(hop).trim()));
            if (before == null) {
                break;
            }
            client = before;
        }
        return client;
    }

    private boolean trusted(InetAddress address) {
        for (Network proxy : proxies) {
            if (proxy.contains(address)) {
                return true;
            }
        }
        return false;
    }

    /** Some proxies write {@code 192.0.2.1:4711} or {@code [2001:db8::1]:4711}. */
    private static String withoutPort(String hop) {
        if (hop.startsWith("[") && hop.contains("]")) {
            return hop.substring(1, hop.indexOf(']'));
        }
        int colon = hop.indexOf(':');
        return colon >= 0 && colon == hop.lastIndexOf(':') ? hop.substring(0, colon) : hop;
    }
}
