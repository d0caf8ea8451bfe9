package io.firstcome.localstack.launch;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;

/**
 * Makes the missing {@link StartArchive}s of starts while the suite runs, one after the other and with the lowest priority, so that nobody waits for them
 * and the next start is faster. For each, the service is started once more up to the point where it would begin to serve
 * (Spring's {@code spring.context.exit=onRefresh}): it takes no request, reads no message and joins no registry.
 */
final class FastStart {
    private final Suite suite;
    private final Progress progress;
    private final ArchiveJvms jvms;

    FastStart(Suite suite, Progress progress) {
        this.suite = suite;
        this.progress = progress;
        this.jvms = new ArchiveJvms(suite.layout());
    }

    /** Does it in a thread that does not hold up the end of the JVM. */
    void prepareInBackground() {
        Thread.ofPlatform().daemon().name("fast-start").start(() -> {
            try {
                prepare();
            } catch (IOException | RuntimeException e) {
                if (!jvms.hasEnded()) {
                    progress.say("the next start will not be faster: " + e.getMessage());
                }
            }
        });
    }

    /** Leaves the rest for the next run. */
    void end() {
        jvms.end();
    }

    private void prepare() throws IOException {
        var made = 0;
        for (var service : Service.values()) {
            var app = suite.apps().of(service);
            suite.apps().forgetEarlierBuilds(app);
            if (StartArchive.best(app).isEmpty()) {
                if (made++ == 0) {
                    progress.say("preparing faster starts in the background (once per build, for about two minutes)");
                }
                make(app, StartArchive.ofStart(app));
            }
        }
        if (made > 0) {
            progress.say("the next start will be faster");
        }
    }

    private void make(App app, StartArchive archive) throws IOException {
        var settings = new HashMap<>(suite.environment());
        settings.put("SERVER_PORT", "0");
        for (var step : archive.makeFlags()) {
            var flags = new ArrayList<>(step);
            flags.add("-Dspring.context.exit=onRefresh");
            jvms.run(app, flags, settings);
        }
        archive.finish();
    }
}
