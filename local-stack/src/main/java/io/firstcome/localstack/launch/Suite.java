package io.firstcome.localstack.launch;

import io.firstcome.localstack.backend.AtExit;
import io.firstcome.localstack.backend.Part;
import io.firstcome.localstack.backend.ServerProcess;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;

/** The running suite: its backends in processes, each service a JVM of its own (or several). Made by {@link #builder()}. */
public final class Suite implements AutoCloseable {
    private final Layout layout;
    private final Ports ports;
    private final Settings settings;
    private final Progress progress;
    private final Apps apps;
    private final SuiteBackends backends;
    private final Http http = new Http();
    private final Instances instances;
    private final Consumer<ServerProcess> died;
    private volatile ServerProcess earlyDeath;
    private volatile boolean ready;
    private volatile boolean closing;
    private boolean closed;

    Suite(SuiteBuilder plan) {
        layout = plan.layout();
        ports = plan.ports();
        progress = plan.progress();
        died = plan.died();
        settings = new Settings(layout, ports.urlOf(Service.DISCOVERY), plan.environment());
        apps = new Apps(layout, plan.isRecording());
        backends = new SuiteBackends(layout.home(), ports, plan.detours(), this::diedUnasked);
        instances = new Instances(plan, http);
    }

    /** Describes a suite and starts it. */
    public static SuiteBuilder builder() {
        return new SuiteBuilder();
    }

    /** Starts all of it and returns when an apply through the gateway would be answered; on a failure nothing is left running. */
    void start() {
        for (var service : Service.values()) {
            apps.requireBuilt(service);
        }
        AtExit.close(this);
        try {
            startFoundation();
            startServices();
            var services = instances
                    .all()
                    .filter(Suite::isNoRegistry)
                    .map(Instance::url)
                    .toList();
            var route = new ApplyRoute(
                    http, gatewayUrl(), signingKey(), services, logOf(Service.GATEWAY, 1), this::requireNoDeath);
            var seeded = route.await();
            ready = true;
            progress.say("an apply through the gateway is answered"
                    + (seeded ? "; made an event of 100 gifts, open now" : ""));
        } catch (RuntimeException e) {
            close();
            throw e;
        }
    }

    /** The backends, and the registry, which needs none of them. */
    private void startFoundation() {
        var tasks = new ArrayList<Runnable>();
        for (var part : settings.ownParts()) {
            tasks.add(() -> startBackend(part));
        }
        tasks.add(() -> startInstance(instances.get(Service.DISCOVERY, 1), Map.of()));
        Parallel.run(tasks);
    }

    private void startBackend(Part part) {
        backends.start(part, settings.databasePassword());
        progress.say(part.name().toLowerCase() + " answers");
    }

    private void startServices() {
        var environment = backends.environment();
        var others = instances.all().filter(Suite::isNoRegistry);
        Parallel.run(others.<Runnable>map(instance -> () -> startInstance(instance, environment))
                .toList());
    }

    private static boolean isNoRegistry(Instance instance) {
        return instance.service() != Service.DISCOVERY;
    }

    private void startInstance(Instance instance, Map<String, String> backendSettings) {
        startInstance(instance, backendSettings, Map.of());
    }

    private void startInstance(Instance instance, Map<String, String> backendSettings, Map<String, String> itsOwn) {
        var environment = new HashMap<>(settings.all(backendSettings));
        environment.putAll(itsOwn);
        var app = apps.of(instance.service());
        if (closing) {
            throw new LaunchException("closed while it was starting");
        }
        instance.launch(app, environment, layout.home(), this::diedUnasked);
        instance.awaitReady(this::requireNoDeath);
        progress.say(instance + " is ready");
    }

    private void diedUnasked(ServerProcess process) {
        if (ready && !closing) {
            died.accept(process);
        } else if (!ready) {
            earlyDeath = process;
        }
    }

    /** Before the suite is ready, a death of what had been ready already is a failure of the start. */
    private void requireNoDeath() {
        var dead = earlyDeath;
        if (dead != null) {
            throw new LaunchException("%s was ready and then died with exit status %d (log: %s)"
                    .formatted(dead.name(), dead.exitStatus(), dead.log()));
        }
    }

    /** Where users come in, for example {@code http://localhost:8080}. */
    public String gatewayUrl() {
        return ports.urlOf(Service.GATEWAY);
    }

    /** The address of one instance, the first being 1; for calls that a user cannot make. */
    public String urlOf(Service service, int instance) {
        return instances.get(service, instance).url();
    }

    /** The registry's page. */
    public String eurekaUrl() {
        return ports.urlOf(Service.DISCOVERY);
    }

    /** The mailbox's page, and Mailpit's API. */
    public String mailboxUrl() {
        return "http://localhost:" + ports.mailbox();
    }

    /** What access tokens are signed with. */
    public SigningKey signingKey() {
        return settings.signingKey();
    }

    /** What services show each other. */
    public String serviceToken() {
        return settings.all(Map.of()).get(Secrets.SERVICE_TOKEN);
    }

    /** The backends that run in this suite. */
    public SuiteBackends backends() {
        return backends;
    }

    /** Where an instance writes. */
    public Path logOf(Service service, int instance) {
        return instances.get(service, instance).log();
    }

    /** The folder of a service's unpacked application; its libraries are in {@code lib/}. */
    public Path folderOf(Service service) {
        return apps.of(service).folder();
    }

    /** The pid of an instance; 0 when it does not run. */
    public long pidOf(Service service, int instance) {
        return instances.get(service, instance).pid();
    }

    /** Ends an instance as a power cut would. */
    public void kill(Service service, int instance) {
        instances.get(service, instance).kill();
    }

    /** Takes an instance off the processors with all its connections open (SIGSTOP), until {@link #thaw} or its end. */
    public void freeze(Service service, int instance) {
        instances.get(service, instance).freeze();
    }

    /** Lets an instance go on after {@link #freeze} (SIGCONT). */
    public void thaw(Service service, int instance) {
        instances.get(service, instance).thaw();
    }

    /** How many instances of a service there are, whether they run or not. */
    public int instancesOf(Service service) {
        return ports.services().get(service).size();
    }

    /** Ends an instance in an orderly way; true when it needed no force within 20 s. */
    public boolean stop(Service service, int instance) {
        return instances.get(service, instance).stop();
    }

    /** Starts an instance again, ending it in an orderly way first if it runs, and returns when it is ready. */
    public void restart(Service service, int number) {
        restart(service, number, Map.of());
    }

    /** As {@link #restart(Service, int)}, with settings for this one life of the instance; they win over all others. */
    public void restart(Service service, int number, Map<String, String> settings) {
        var instance = instances.get(service, number);
        instance.stop();
        startInstance(instance, backends.environment(), settings);
    }

    Layout layout() {
        return layout;
    }

    Settings settings() {
        return settings;
    }

    /** The settings every service gets. */
    Map<String, String> environment() {
        return settings.all(backends.environment());
    }

    Apps apps() {
        return apps;
    }

    /** Ends all in the opposite order: what takes requests first, backends last. */
    @Override
    public void close() {
        closing = true;
        synchronized (this) {
            if (closed) {
                return;
            }
            closed = true;
            instances.end(progress);
            backends.close();
            layout.home().pids().endAll(); // what was being started at this very moment
            AtExit.closed(this);
        }
    }

    @Override
    public String toString() {
        return "suite at " + gatewayUrl();
    }
}
