package io.firstcome.bench.floor;

import io.firstcome.localstack.backend.AtExit;
import io.firstcome.localstack.backend.FreePorts;
import io.firstcome.localstack.backend.Home;
import io.firstcome.localstack.backend.ServerProcess;
import io.firstcome.localstack.launch.JvmFlags;
import io.firstcome.localstack.launch.Service;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The two processes that the floors are measured on. */
public final class Floors implements AutoCloseable {
    private static final Duration START_LIMIT = Duration.ofSeconds(60);
    private static final Duration STOP_GRACE = Duration.ofSeconds(5);

    private final Home home;
    private final int tomcatPort = FreePorts.next();
    private final int gatewayPort = FreePorts.next();
    private ServerProcess tomcat;
    private ServerProcess gateway;

    private Floors(Home home) {
        this.home = home;
    }

    /**
     * Starts both; returns when they answer.
     *
     * @param home for logs and pids
     * @param gatewayFolder gateway-service, unpacked: its libraries are used
     */
    public static Floors start(Home home, Path gatewayFolder) {
        var floors = new Floors(home);
        AtExit.close(floors);
        floors.startTomcat();
        floors.startGateway(gatewayFolder);
        return floors;
    }

    private void startTomcat() {
        tomcat = start(
                "floor-tomcat",
                Service.EVENT,
                System.getProperty("java.class.path"),
                FloorTomcat.class,
                String.valueOf(tomcatPort),
                home.data().resolve("floor-tomcat").toString());
        tomcat.awaitReady(START_LIMIT, () -> status(tomcatPort, FloorGateway.NOOP) == 200);
    }

    private void startGateway(Path folder) {
        gateway = start(
                "floor-gateway",
                Service.GATEWAY,
                ownClasses() + ":" + folder.resolve("lib") + "/*",
                FloorGateway.class,
                String.valueOf(gatewayPort),
                "http://127.0.0.1:" + tomcatPort);
        gateway.awaitReady(START_LIMIT, () -> status(gatewayPort, FloorGateway.NOOP) == 200);
    }

    private ServerProcess start(String name, Service flagsOf, String classPath, Class<?> program, String... arguments) {
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(JvmFlags.of(flagsOf));
        command.addAll(List.of("-cp", classPath, program.getName()));
        command.addAll(List.of(arguments));
        return ServerProcess.start(
                name,
                command,
                Map.of("MALLOC_ARENA_MAX", "2"),
                Path.of("").toAbsolutePath(),
                home.logs().resolve(name + ".log"),
                home.pids());
    }

    private static String ownClasses() {
        try {
            return Path.of(FloorGateway.class
                            .getProtectionDomain()
                            .getCodeSource()
                            .getLocation()
                            .toURI())
                    .toString();
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    private static int status(int port, String path) {
        try {
            var connection = (HttpURLConnection)
                    URI.create("http://127.0.0.1:" + port + path).toURL().openConnection();
            connection.setConnectTimeout(500);
            connection.setReadTimeout(2000);
            return connection.getResponseCode();
        } catch (IOException notYet) {
            return 0;
        }
    }

    /** Where the gateway is. */
    public InetSocketAddress address() {
        return new InetSocketAddress("127.0.0.1", gatewayPort);
    }

    /** The path whose answer is a constant of the gateway's first filter; its status is 409. */
    public String constantPath() {
        return FloorGateway.CONSTANT;
    }

    /** The path that is routed to a server which does nothing. */
    public String noopPath() {
        return FloorGateway.NOOP;
    }

    /** Pid of the gateway. */
    public long gatewayPid() {
        return gateway.pid();
    }

    /** Pid of the server behind it. */
    public long tomcatPid() {
        return tomcat.pid();
    }

    @Override
    public void close() {
        for (var process : new ServerProcess[] {gateway, tomcat}) {
            if (process != null) {
                process.stop(STOP_GRACE);
            }
        }
        AtExit.closed(this);
    }

    @Override
    public String toString() {
        return "floors";
    }
}
