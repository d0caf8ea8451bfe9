package io.firstcome.localstack.launch;

import io.firstcome.localstack.backend.Part;
import io.firstcome.localstack.backend.ServerProcess;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.IntUnaryOperator;

/** What a suite is to be like. Without further words: the clone's own {@code .local/}, the usual ports, one instance of each service. */
public final class SuiteBuilder {
    private final Map<Service, Integer> instances = new EnumMap<>(Service.class);
    private final Map<String, String> environment = new HashMap<>();
    private Path repository = Path.of("").toAbsolutePath();
    private Path local;
    private boolean freePorts;
    private boolean recording;
    private final Map<Part, IntUnaryOperator> detours = new EnumMap<>(Part.class);
    private final Map<Service, IntUnaryOperator> serviceDetours = new EnumMap<>(Service.class);
    private Progress progress = Progress.silent();
    private Consumer<ServerProcess> died = process -> {};
    private Ports ports;

    SuiteBuilder() {}

    /** The clone, whose services must be built. */
    public SuiteBuilder repository(Path folder) {
        repository = folder.toAbsolutePath().normalize();
        return this;
    }

    /** A folder for data, logs and secrets of this suite, instead of the clone's {@code .local/}. */
    public SuiteBuilder folder(Path folder) {
        local = folder.toAbsolutePath().normalize();
        return this;
    }

    /** Any free ports instead of the usual ones. */
    public SuiteBuilder freePorts() {
        freePorts = true;
        return this;
    }

    /** The JVMs write down, when they end, what they have learnt, so that it can be {@linkplain Training kept}. */
    public SuiteBuilder recording() {
        recording = true;
        return this;
    }

    /** How many instances of a service; 1 unless said. */
    public SuiteBuilder instances(Service service, int count) {
        instances.put(service, count);
        return this;
    }

    /** A setting ({@code FIRSTCOME_…}) for every service; wins over what the suite would set. */
    public SuiteBuilder setting(String name, String value) {
        environment.put(name, value);
        return this;
    }

    /**
     * Lets the services come to a backend by another port, behind which somebody (a proxy of a test) leads on to the backend's own.
     *
     * @param other takes the backend's own port, before the backend listens on it, and gives the other
     */
    public SuiteBuilder detour(Part part, IntUnaryOperator other) {
        detours.put(part, other);
        return this;
    }

    /**
     * Lets the services come to each instance of another service by another port, which is the one that it registers.
     *
     * @param other takes an instance's own port, before it listens on it, and gives the other
     */
    public SuiteBuilder detour(Service service, IntUnaryOperator other) {
        serviceDetours.put(service, other);
        return this;
    }

    /** Who is told how it goes. */
    public SuiteBuilder progress(Progress progress) {
        this.progress = progress;
        return this;
    }

    SuiteBuilder settings(Map<String, String> all) {
        environment.putAll(all);
        return this;
    }

    /** Who is told of a process that ended though nobody asked for it. */
    SuiteBuilder died(Consumer<ServerProcess> died) {
        this.died = died;
        return this;
    }

    /** Starts it; returns when it is ready. The caller closes it; it is closed at the JVM's exit in any case. */
    public Suite start() {
        var suite = build();
        suite.start();
        return suite;
    }

    Suite build() {
        ports = freePorts ? Ports.free(instances) : Ports.standard(instances);
        return new Suite(this);
    }

    Layout layout() {
        var usual = Layout.of(repository);
        return local == null ? usual : new Layout(repository, usual.apps(), local);
    }

    boolean isRecording() {
        return recording;
    }

    Ports ports() {
        return ports;
    }

    Detours detours() {
        return Detours.of(detours, ports);
    }

    /** The port by which others come to an instance that listens on {@code own}. */
    int registered(Service service, int own) {
        return serviceDetours.getOrDefault(service, IntUnaryOperator.identity()).applyAsInt(own);
    }

    Progress progress() {
        return progress;
    }

    Consumer<ServerProcess> died() {
        return died;
    }

    Map<String, String> environment() {
        return environment;
    }
}
