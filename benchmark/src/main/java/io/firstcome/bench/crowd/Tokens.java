package io.firstcome.bench.crowd;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Duration;
import java.util.Base64;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongUnaryOperator;
import java.util.stream.IntStream;

/** Signs access tokens as auth-service does (RS256, 15 minutes). No two are alike, so none is known to the gateway before. */
public final class Tokens {
    private static final Base64.Encoder BASE64 = Base64.getUrlEncoder().withoutPadding();
    private static final Duration VALIDITY = Duration.ofMinutes(15);

    private final QuickKey key = QuickKey.generate();
    private final AtomicLong made = new AtomicLong();
    private final String header;
    private final Clock clock;

    /** Makes a key. */
    public Tokens(Clock clock) {
        this.clock = clock;
        this.header = BASE64.encodeToString(
                "{\"alg\":\"RS256\",\"kid\":\"%s\"}".formatted(key.id()).getBytes(US_ASCII));
    }

    /** Writes the key for the suite to sign with, PKCS#8 in PEM, mode 600. */
    public void writeKey(Path file) {
        try {
            Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            Files.writeString(file, key.pem(), US_ASCII);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A token of an admin. */
    public String admin(long user) {
        return token(user, "\"USER\",\"ADMIN\"");
    }

    /** Tokens of users, on all processors: {@code user} tells whose is which. */
    public String[] of(int count, LongUnaryOperator user) {
        var tokens = new String[count];
        IntStream.range(0, count).parallel().forEach(i -> tokens[i] = token(user.applyAsLong(i), "\"USER\""));
        return tokens;
    }

    private String token(long user, String roles) {
        var now = clock.instant().getEpochSecond();
        // As long as auth-service's: its ids of tokens are UUIDs, 36 characters.
        var claims =
                "{\"sub\":\"%d\",\"roles\":[%s],\"iss\":\"firstcome\",\"aud\":\"firstcome\",\"jti\":\"%036d\",\"iat\":%d,\"exp\":%d}"
                        .formatted(user, roles, made.incrementAndGet(), now, now + VALIDITY.toSeconds());
        var content = header + "." + BASE64.encodeToString(claims.getBytes(US_ASCII));
        return content + "." + BASE64.encodeToString(key.sign(content.getBytes(US_ASCII)));
    }
}
