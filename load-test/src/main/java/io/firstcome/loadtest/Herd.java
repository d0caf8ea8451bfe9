package io.firstcome.loadtest;

import io.firstcome.loadtest.Rehearsal.Looks;
import io.firstcome.loadtest.http.Endpoint;
import io.firstcome.loadtest.lane.Lanes;
import io.firstcome.loadtest.report.Progress;
import io.firstcome.loadtest.suite.Secrets;
import io.firstcome.loadtest.suite.Suite;
import io.firstcome.loadtest.suite.SuiteException;
import io.firstcome.loadtest.token.SigningKey;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/** A herd of users against a running suite. */
public final class Herd {

    private static final String SERVICE_TOKEN = "FIRSTCOME_SERVICE_TOKEN";
    private static final Duration ANSWER_TIMEOUT = Duration.ofSeconds(30);

    private Herd() {}

    /**
     * Makes accounts and an event, lets the herd loose on it, waits until all is settled, and checks every invariant.
     *
     * @param options what to rehearse, against which suite
     * @param out     takes progress and the table at the end
     * @return what was found; a violation is a result, not an exception
     * @throws SuiteException.NotReady  when nothing could begin: the suite is not running, a file is missing
     * @throws SuiteException.BrokenOff when the rehearsal could not be brought to its end
     */
    public static HerdResult run(HerdOptions options, PrintStream out) throws InterruptedException {
        return run(options, new Looks(false, false), new Progress(out, 0), out);
    }

    /** As {@link #run(HerdOptions, PrintStream)}, with a progress of its own, and further looks. */
    static HerdResult run(HerdOptions options, Looks looks, Progress progress, PrintStream out)
            throws InterruptedException {
        HerdOptions.Target target = options.target();
        SigningKey key = key(target.key());
        String serviceToken = serviceToken(target.secrets());
        try (Lanes gateway = new Lanes(Endpoint.of(target.gateway()), options.connections(), ANSWER_TIMEOUT);
                Lanes auth = new Lanes(Endpoint.of(target.auth()), 1, ANSWER_TIMEOUT);
                Lanes mailbox = new Lanes(Endpoint.of(target.mailbox()), 1, ANSWER_TIMEOUT)) {
            Suite.requireRunning(gateway, target.gateway());
            Rehearsal rehearsal = new Rehearsal(
                    options, key, serviceToken, new Rehearsal.Roads(gateway, auth, mailbox), progress, looks);
            HerdResult result = rehearsal.run();
            new Report(out).print(options, result);
            return result;
        }
    }

    private static SigningKey key(Path file) {
        requireFile(file, "signing key", "--key");
        try {
            return SigningKey.read(file);
        } catch (IOException unusable) {
            throw new SuiteException.NotReady(
                    "the signing key " + file + " is of no use: " + unusable.getMessage(), unusable);
        }
    }

    private static String serviceToken(Path file) {
        requireFile(file, "secrets file", "--secrets");
        try {
            return new Secrets(file)
                    .value(SERVICE_TOKEN)
                    .orElseThrow(() ->
                            new SuiteException.NotReady("the secrets file " + file + " has no " + SERVICE_TOKEN, null));
        } catch (IOException unreadable) {
            throw new SuiteException.NotReady("the secrets file " + file + " cannot be read", unreadable);
        }
    }

    private static void requireFile(Path file, String what, String option) {
        if (!Files.isRegularFile(file)) {
            throw new SuiteException.NotReady(
                    "no %s at %s: start the suite with ./run, or name the file with %s".formatted(what, file, option),
                    null);
        }
    }
}
