package io.firstcome.kit.caller;

import java.security.Key;
import java.util.Optional;

/** The public keys that access tokens are verified with. */
public interface VerificationKeys {

    /**
     * Finds a key.
     *
     * @param keyId the token's {@code kid}
     * @return the key; empty when no such key is published
     * @throws KeysUnavailable when the keys could not be learnt, so that nothing can be said about the token
     */
    Optional<Key> find(String keyId);

    /** The published keys are not known at present. Carries no stack trace: it may be thrown for each of a crowd of requests. */
    final class KeysUnavailable extends RuntimeException {
        public KeysUnavailable() {
            super("the keys of auth-service are not known yet", null, false, false);
        }
    }
}
