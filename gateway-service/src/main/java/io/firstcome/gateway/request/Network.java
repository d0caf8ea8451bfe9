package io.firstcome.gateway.request;

import io.netty.util.NetUtil;
import java.net.InetAddress;
import java.net.UnknownHostException;

/**
 * A network of addresses, of one version of IP.
 *
 * @param first an address of it
 * @param bits  how many leading bits all its addresses share
 */
record Network(InetAddress first, int bits) {

    Network {
        if (bits < 0 || bits > first.getAddress().length * Byte.SIZE) {
            throw new IllegalArgumentException("A network is written as 10.0.0.0/8 or fd00::/8");
        }
    }

    /** Reads {@code address/bits}, or a single address. */
    static Network of(String text) {
        int slash = text.indexOf('/');
        InetAddress address = address(slash < 0 ? text : text.substring(0, slash));
        if (address == null) {
            throw new IllegalArgumentException(text + " is no network such as 10.0.0.0/8 or fd00::/8");
        }
        return new Network(
                address,
                slash < 0 ? address.getAddress().length * Byte.SIZE : Integer.parseInt(text.substring(slash + 1)));
    }

    boolean contains(InetAddress address) {
        byte[] ours = first.getAddress();
        byte[] theirs = address.getAddress();
        if (ours.length != theirs.length) {
            return false;
        }
        for (int bit = 0; bit < bits; bit += Byte.SIZE) {
            int mask = bits - bit >= Byte.SIZE ? 0xFF : 0xFF << (Byte.SIZE - (bits - bit)) & 0xFF;
            if (((ours[bit / Byte.SIZE] ^ theirs[bit / Byte.SIZE]) & mask) != 0) {
                return false;
            }
        }
        return true;
    }

    /** Returns the address of a literal, never asking a name server; null when it is none. */
    static InetAddress address(String literal) {
        byte[] bytes = NetUtil.createByteArrayFromIpAddressString(literal);
        try {
            return bytes == null ? null : InetAddress.getByAddress(bytes);
        } catch (UnknownHostException e) {
            return null;
        }
    }
}
