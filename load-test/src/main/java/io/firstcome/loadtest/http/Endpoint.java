package io.firstcome.loadtest.http;

import java.net.URI;

/** Where a server listens: plain HTTP on a host and a port. */
public record Endpoint(String host, int port) {

    private static final int HTTP_PORT = 80;

    /**
     * Returns the endpoint of a base address such as {@code http://localhost:8080}.
     *
     * @throws IllegalArgumentException when it is not {@code http://host[:port]}; the message says what is wrong
     */
    public static Endpoint of(URI base) {
        if (!"http".equalsIgnoreCase(base.getScheme()) || base.getHost() == null) {
            throw new IllegalArgumentException("'" + base + "' is not an address like http://localhost:8080");
        }
        boolean bare = base.getRawPath() == null || base.getRawPath().isEmpty() || "/".equals(base.getRawPath());
        if (!bare || base.getRawQuery() != null || base.getRawFragment() != null || base.getRawUserInfo() != null) {
            throw new IllegalArgumentException("'" + base + "' has more than a host and a port");
        }
        return new Endpoint(base.getHost(), base.getPort() == -1 ? HTTP_PORT : base.getPort());
    }

    /** Returns the value of the {@code Host} header. */
    @Override
    public String toString() {
        return host + ":" + port;
    }

    /** Returns the host without the brackets of an IPv6 address, as sockets want it. */
    String socketHost() {
        return host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
    }
}
