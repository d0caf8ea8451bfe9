package io.firstcome.localstack.launch;

import io.firstcome.localstack.backend.Database;
import io.firstcome.localstack.backend.Part;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The settings that services get, by the names of environment variables. What the suite's owner has set wins over what the launcher makes.
 */
final class Settings {
    private static final String KEY_FILE = "FIRSTCOME_SIGNING_KEY_FILE";
    private static final String KEY = "FIRSTCOME_SIGNING_KEY";

    /** A backend is somebody else's when this is set. */
    private static final Map<Part, String> ADDRESS = Map.of(
            Part.REDIS, "FIRSTCOME_REDIS_URL",
            Part.KAFKA, "FIRSTCOME_KAFKA",
            Part.DATABASE, "FIRSTCOME_MYSQL",
            Part.MAILBOX, "FIRSTCOME_SMTP_HOST");

    private final Map<String, String> own;
    private final Map<String, String> given;
    private final SigningKey signingKey;

    /** @param given what the suite's owner has set; only names that start with FIRSTCOME_ matter */
    Settings(Layout layout, String eurekaUrl, Map<String, String> given) {
        this.given = new HashMap<>(given);
        this.given.keySet().removeIf(name -> !name.startsWith("FIRSTCOME_"));
        this.own = new HashMap<>(Secrets.readOrCreate(layout.secrets()));
        own.put("FIRSTCOME_EUREKA_URL", eurekaUrl + "/eureka/");
        own.put("FIRSTCOME_ADMIN_EMAILS", "admin@firstcome.local");
        own.put("FIRSTCOME_REHEARSAL", "true");
        // All of it ends at once: there is no caller left to be told.
        own.put("FIRSTCOME_LEAVE_TIME", "0s");
        own.put("FIRSTCOME_MYSQL_USER", Database.USER);
        this.signingKey = signingKey(layout);
    }

    private SigningKey signingKey(Layout layout) {
        if (given.containsKey(KEY)) {
            return SigningKey.parse(given.get(KEY));
        }
        if (given.containsKey(KEY_FILE)) {
            var file = Path.of(given.get(KEY_FILE));
            if (!Files.isReadable(file)) {
                throw new LaunchException(KEY_FILE + " names " + file + ", which cannot be read");
            }
            return SigningKey.readOrCreate(file);
        }
        own.put(KEY_FILE, layout.signingKey().toAbsolutePath().toString());
        return SigningKey.readOrCreate(layout.signingKey());
    }

    SigningKey signingKey() {
        return signingKey;
    }

    /** The backends that the suite has to start. */
    List<Part> ownParts() {
        return Arrays.stream(Part.values())
                .filter(part -> !given.containsKey(ADDRESS.get(part)))
                .toList();
    }

    String databasePassword() {
        return given.getOrDefault(Secrets.DATABASE_PASSWORD, own.get(Secrets.DATABASE_PASSWORD));
    }

    String adminEmails() {
        return given.getOrDefault("FIRSTCOME_ADMIN_EMAILS", own.get("FIRSTCOME_ADMIN_EMAILS"));
    }

    /** All of them. */
    Map<String, String> all(Map<String, String> backends) {
        var all = new HashMap<>(own);
        all.putAll(backends);
        all.putAll(given);
        return Map.copyOf(all);
    }
}
