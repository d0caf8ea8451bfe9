package io.firstcome.systemtest;

import io.firstcome.loadtest.HerdOptions;
import io.firstcome.localstack.backend.Part;
import io.firstcome.localstack.backend.PidFile;
import io.firstcome.localstack.launch.Service;
import io.firstcome.localstack.launch.Suite;
import io.firstcome.localstack.launch.SuiteBuilder;
import io.firstcome.systemtest.proxy.TcpProxy;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * The whole suite as processes, started once for all tests of the module: two instances of gateway-, event- and stock-service, free ports, and a
 * proxy before each backend and before each instance that others ask.
 */
public final class RunningSuite {

    static final int GATEWAYS = 2;
    static final String ADMIN = "admin@system-test.firstcome.local";

    private static final Path FOLDER = Path.of("target", "suite").toAbsolutePath();
    private static final TraceReceiver TRACES = TraceReceiver.start();
    private static final Map<Part, TcpProxy> PROXIES = new EnumMap<>(Part.class);
    private static final Map<Service, List<TcpProxy>> SERVICE_PROXIES = new EnumMap<>(Service.class);
    private static Suite suite;

    private RunningSuite() {}

    /** Returns the suite; the first call starts it, the end of the JVM ends it. */
    public static synchronized Suite suite() {
        if (suite == null) {
            // What a test left that was killed itself.
            new PidFile(FOLDER.resolve("pids")).endAll();
            clear(FOLDER);
            SuiteBuilder plan = Suite.builder()
                    .repository(Path.of("..").toAbsolutePath().normalize())
                    .folder(FOLDER)
                    .freePorts()
                    .instances(Service.GATEWAY, GATEWAYS)
                    .instances(Service.EVENT, 2)
                    .instances(Service.STOCK, 2)
                    .setting("FIRSTCOME_ADMIN_EMAILS", ADMIN)
                    .setting("FIRSTCOME_CODE_COOL_DOWN", "2s")
                    .setting("FIRSTCOME_LEAVE_TIME", "4s")
                    .setting("FIRSTCOME_TRACES_TO", TRACES.url())
                    .setting("FIRSTCOME_TRACED", "0.05")
                    // A mail that was being sent when its worker was killed is sent by another when the lease is over,
                    // by default after two minutes.
                    .setting("FIRSTCOME_MAIL_LEASE", "20s")
                    .setting("FIRSTCOME_MAIL_LEASE_MARGIN", "7s");
            for (Part part : Part.values()) {
                plan.detour(part, port -> {
                    PROXIES.put(part, TcpProxy.to(port));
                    return proxy(part).port();
                });
            }
            for (Service service : List.of(Service.EVENT, Service.STOCK, Service.NOTIFICATION, Service.AUTH)) {
                List<TcpProxy> proxies = new ArrayList<>();
                SERVICE_PROXIES.put(service, proxies);
                plan.detour(service, port -> {
                    proxies.add(TcpProxy.to(port));
                    return proxies.getLast().port();
                });
            }
            suite = plan.start();
        }
        return suite;
    }

    /** Returns where the services send their traces to; one apply in twenty is traced. */
    static TraceReceiver traces() {
        return TRACES;
    }

    /** Returns what lies between the services and a backend. */
    public static TcpProxy proxy(Part part) {
        return PROXIES.get(part);
    }

    /** Returns what lies between the others and one instance of a service, the first being 1. */
    public static TcpProxy proxy(Service service, int instance) {
        return SERVICE_PROXIES.get(service).get(instance - 1);
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
