package io.firstcome.systemtest;

import io.firstcome.loadtest.HerdOptions;
import io.firstcome.localstack.launch.Service;
import io.firstcome.localstack.launch.Suite;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;

/** The whole suite as processes, started once for all tests of the module: two instances of gateway-, event- and stock-service, free ports. */
final class RunningSuite {

    static final int GATEWAYS = 2;
    static final String ADMIN = "admin@system-test.firstcome.local";

    private static final Path FOLDER = Path.of("target", "suite").toAbsolutePath();
    private static Suite suite;

    private RunningSuite() {}

    /** Returns the suite; the first call starts it, the end of the JVM ends it. */
    static synchronized Suite suite() {
        if (suite == null) {
            clear(FOLDER);
            suite = Suite.builder()
                    .repository(Path.of("..").toAbsolutePath().normalize())
                    .folder(FOLDER)
                    .freePorts()
                    .instances(Service.GATEWAY, GATEWAYS)
                    .instances(Service.EVENT, 2)
                    .instances(Service.STOCK, 2)
                    .setting("FIRSTCOME_ADMIN_EMAILS", ADMIN)
                    .setting("FIRSTCOME_CODE_COOL_DOWN", "2s")
                    .setting("FIRSTCOME_LEAVE_TIME", "4s")
                    .start();
        }
        return suite;
    }

    /** Returns a rehearsal against the suite. */
    static HerdOptions herd(int users, long stock) {
        Suite running = suite();
        return HerdOptions.against(new HerdOptions.Target(
                        URI.create(running.gatewayUrl()),
                        URI.create(running.urlOf(Service.AUTH, 1)),
                        URI.create(running.mailboxUrl()),
                        FOLDER.resolve("signing-key.pem"),
                        FOLDER.resolve("secrets.env")))
                .sized(users, stock);
    }

    /** Returns the folder with the logs of all processes. */
    static Path logs() {
        return FOLDER.resolve("logs");
    }

    private static void clear(Path folder) {
        if (!Files.exists(folder)) {
            return;
        }
        try (var files = Files.walk(folder)) {
            for (Path file : files.sorted((a, b) -> b.compareTo(a)).toList()) {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
