package io.firstcome.auth.secret;

import java.util.Base64;

/** Reads a key of 256 bits written in base64. */
final class Base64Key {

    private static final int BYTES = 32;

    private Base64Key() {}

    /** Returns the key's bytes; {@code what} names the part of the variable in the message when it is no such key. */
    static byte[] read(String variable, String what, String base64) {
        byte[] key;
        try {
            key = Base64.getDecoder().decode(base64.trim());
        } catch (IllegalArgumentException notBase64) {
            throw new UnusableSetting(variable, "cannot be used: " + what + " is not base64");
        }
        if (key.length != BYTES) {
            throw new UnusableSetting(
                    variable, "cannot be used: " + what + " has " + key.length + " bytes, 32 are needed");
        }
        return key;
    }
}
