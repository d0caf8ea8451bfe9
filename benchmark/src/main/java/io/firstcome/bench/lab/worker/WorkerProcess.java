package io.firstcome.bench.lab.worker;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.firstcome.bench.BenchException;
import io.firstcome.localstack.backend.AtExit;
import io.firstcome.localstack.backend.LogFile;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;

/** A {@link Worker} as its parent sees it: a child JVM with the same libraries. */
public final class WorkerProcess implements AutoCloseable {

    /** A Ctrl-C in the terminal goes to all processes of its session; workers end when their parent ends them. */
    private static final Path OWN_SESSION = Path.of("/usr/bin/setsid");

    private static final int UNSAFE_WARNS_SINCE = 24;
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Process process;
    private final Path log;
    private final PrintWriter requests;
    private final BufferedReader answers;
    private volatile boolean closed;

    private WorkerProcess(Process process, Path log) {
        this.process = process;
        this.log = log;
        this.requests = new PrintWriter(process.outputWriter(UTF_8), true);
        this.answers = process.inputReader(UTF_8);
    }

    /**
     * Starts one. It ends by itself when this JVM does, however that happens.
     *
     * @param settings by which it finds the backends
     * @param log      gets what it complains of
     */
    public static WorkerProcess start(Map<String, String> settings, Path log) {
        try {
            Files.createDirectories(log.getParent());
            var builder = new ProcessBuilder(command()).redirectError(log.toFile());
            builder.environment().putAll(settings);
            var worker = new WorkerProcess(builder.start(), log);
            AtExit.close(worker);
            return worker;
        } catch (IOException e) {
            throw new BenchException("cannot start a worker: " + e.getMessage(), e);
        }
    }

    private static List<String> command() {
        var command = new ArrayList<String>();
        if (Files.isExecutable(OWN_SESSION)) {
            command.add(OWN_SESSION.toString());
        }
        command.add(ProcessHandle.current().info().command().orElseThrow());
        command.addAll(List.of("-Xms256m", "-Xmx512m", "-XX:+UseSerialGC", "--enable-native-access=ALL-UNNAMED"));
        if (Runtime.version().feature() >= UNSAFE_WARNS_SINCE) {
            command.add("--sun-misc-unsafe-memory-access=allow"); // Netty's
        }
        command.addAll(List.of(
                "-Dlogback.configurationFile=io/firstcome/bench/lab/logback.xml",
                "-cp",
                System.getProperty("java.class.path"),
                Worker.class.getName()));
        return command;
    }

    /** Hands it a load and returns when it is prepared. */
    public void prepare(Load load) {
        try {
            requests.println(JSON.writeValueAsString(load));
            String answer = answer();
            if (!answer.equals(Worker.READY)) {
                throw new BenchException("a worker answered " + answer);
            }
        } catch (IOException e) {
            throw died(e);
        }
    }

    /** Lets it run what it has prepared; does not wait for it. */
    public void go() {
        requests.println();
    }

    /** Waits until it has run, and returns what came of it. */
    public Tally tally() {
        try {
            return JSON.readValue(answer(), Tally.class);
        } catch (IOException e) {
            throw died(e);
        }
    }

    private String answer() throws IOException {
        String answer = answers.readLine();
        if (answer == null) {
            while (closed) {
                LockSupport.park(process); // this JVM is ending, and there is nothing to complain of
            }
            throw died(null);
        }
        return answer;
    }

    private BenchException died(IOException cause) {
        String complaint = LogFile.lastComplaint(log).orElse("its log " + log + " is empty");
        return new BenchException("a worker died: " + complaint, cause);
    }

    @Override
    public void close() {
        closed = true;
        AtExit.closed(this);
        process.destroy();
        process.onExit().join();
    }

    @Override
    public String toString() {
        return "worker";
    }
}
