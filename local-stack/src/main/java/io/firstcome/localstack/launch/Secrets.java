package io.firstcome.localstack.launch;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** The suite's secrets, made once and kept in a file of mode 600. */
final class Secrets {
    static final String SERVICE_TOKEN = "FIRSTCOME_SERVICE_TOKEN";
    static final String DATA_KEYS = "FIRSTCOME_DATA_KEYS";
    static final String HASH_KEY = "FIRSTCOME_HASH_KEY";
    static final String DATABASE_PASSWORD = "FIRSTCOME_MYSQL_PASSWORD";

    private static final Map<String, Supplier<String>> MAKERS = Map.of(
            SERVICE_TOKEN, () -> urlSafe(32),
            DATA_KEYS, () -> "local1:" + base64(32),
            HASH_KEY, () -> base64(32),
            DATABASE_PASSWORD, () -> urlSafe(18));

    private Secrets() {}

    /** The secrets by the names of their environment variables; those that the file does not have yet are made and added to it. */
    static Map<String, String> readOrCreate(Path file) {
        try {
            var secrets = new LinkedHashMap<String, String>();
            if (Files.exists(file)) {
                for (var line : Files.readAllLines(file)) {
                    var parts = line.split("=", 2);
                    if (parts.length == 2 && !line.startsWith("#")) {
                        secrets.put(parts[0], parts[1]);
                    }
                }
            }
            if (!secrets.keySet().containsAll(MAKERS.keySet())) {
                MAKERS.forEach((name, maker) -> secrets.computeIfAbsent(name, missing -> maker.get()));
                PrivateFile.write(file, text(secrets));
            }
            return Map.copyOf(secrets);
        } catch (IOException e) {
            throw new LaunchException("cannot use " + file + ": " + e.getMessage(), e);
        }
    }

    private static String text(Map<String, String> secrets) {
        return "# Made by ./run. Data encrypted with these keys cannot be read without them.\n"
                + secrets.entrySet().stream()
                        .map(secret -> secret.getKey() + "=" + secret.getValue() + "\n")
                        .sorted()
                        .collect(Collectors.joining());
    }

    private static String base64(int length) {
        return Base64.getEncoder().encodeToString(random(length));
    }

    private static String urlSafe(int length) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(random(length));
    }

    private static byte[] random(int length) {
        var bytes = new byte[length];
        new SecureRandom().nextBytes(bytes);
        return bytes;
    }
}
