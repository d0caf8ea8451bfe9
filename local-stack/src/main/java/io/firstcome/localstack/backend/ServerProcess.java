package io.firstcome.localstack.backend;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;

/** A child process whose output goes to a log file. */
public final class ServerProcess {
    /** A Ctrl-C in the terminal goes to all processes of its session; ours are to end in order, when they are told to. */
    private static final List<String> OWN_SESSION = ifThere("/usr/bin/setsid");

    private static final List<String> LOWEST_PRIORITY = ifThere("/usr/bin/nice", "-n", "19");
    private static final Duration POLL = Duration.ofMillis(50);

    private final String name;
    private final Process process;
    private final Path log;

    private ServerProcess(String name, Process process, Path log) {
        this.name = name;
        this.process = process;
        this.log = log;
    }

    /**
     * Starts a process.
     *
     * @param name for messages
     * @param environment in addition to the environment of this JVM
     * @param directory its working directory
     * @param log gets its output, appended
     * @param pids gets its pid
     */
    public static ServerProcess start(
            String name,
            List<String> command,
            Map<String, String> environment,
            Path directory,
            Path log,
            PidFile pids) {
        return start(OWN_SESSION, name, command, environment, directory, log, pids);
    }

    /** Starts a process that only gets what no other wants of the processors; otherwise as {@link #start}. */
    public static ServerProcess startWithLowestPriority(
            String name,
            List<String> command,
            Map<String, String> environment,
            Path directory,
            Path log,
            PidFile pids) {
        var wrapper =
                Stream.concat(OWN_SESSION.stream(), LOWEST_PRIORITY.stream()).toList();
        return start(wrapper, name, command, environment, directory, log, pids);
    }

    private static ServerProcess start(
            List<String> wrapper,
            String name,
            List<String> command,
            Map<String, String> environment,
            Path directory,
            Path log,
            PidFile pids) {
        try {
            Files.createDirectories(log.toAbsolutePath().getParent());
            var builder = new ProcessBuilder(
                            Stream.concat(wrapper.stream(), command.stream()).toList())
                    .directory(directory.toFile())
                    .redirectErrorStream(true)
                    .redirectInput(new File("/dev/null"))
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
            builder.environment().putAll(environment);
            var process = builder.start();
            pids.add(process.toHandle(), Path.of(command.getFirst()));
            return new ServerProcess(name, process, log);
        } catch (IOException e) {
            throw new StartFailedException(name, e);
        }
    }

    private static List<String> ifThere(String program, String... arguments) {
        return Files.isExecutable(Path.of(program))
                ? Stream.concat(Stream.of(program), Stream.of(arguments)).toList()
                : List.of();
    }

    public String name() {
        return name;
    }

    public long pid() {
        return process.pid();
    }

    public boolean alive() {
        return process.isAlive();
    }

    public Path log() {
        return log;
    }

    /** Its exit status; only when it is not {@link #alive()}. */
    public int exitStatus() {
        return process.exitValue();
    }

    /** Returns when it has ended, and says how. */
    public int awaitExit() {
        return process.onExit().join().exitValue();
    }

    /** Runs the action (in another thread) when the process has ended, however that happens. */
    public void onExit(Runnable action) {
        process.onExit().thenRun(action);
    }

    /**
     * Returns when it answers.
     *
     * @param answers asked again and again; false means not yet
     * @throws StartFailedException when it dies, or does not answer in time; the process is ended then
     */
    public void awaitReady(Duration limit, BooleanSupplier answers) {
        var deadline = System.nanoTime() + limit.toNanos();
        try {
            while (!answers.getAsBoolean()) {
                if (process.waitFor(POLL.toMillis(), TimeUnit.MILLISECONDS)) {
                    throw new StartFailedException(
                            name, "it exited with status " + process.exitValue() + lastWords(), log);
                }
                if (System.nanoTime() > deadline) {
                    kill();
                    throw new StartFailedException(
                            name, "no answer within " + limit.toSeconds() + " s" + lastWords(), log);
                }
            }
        } catch (InterruptedException e) {
            kill();
            Thread.currentThread().interrupt();
            throw new StartFailedException(name, e);
        }
    }

    /** Takes it off the processors with all its connections open (SIGSTOP), until {@link #thaw} or its end. */
    public void freeze() {
        signal("STOP");
    }

    /** Lets it go on after {@link #freeze} (SIGCONT); does nothing to one that runs. */
    public void thaw() {
        signal("CONT");
    }

    /** By its pid: a name could be somebody else's too. */
    private void signal(String signal) {
        if (!process.isAlive()) {
            return;
        }
        try {
            var kill = new ProcessBuilder("kill", "-" + signal, Long.toString(pid()))
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            if (kill.waitFor() != 0 && process.isAlive()) {
                throw new IllegalStateException("SIG" + signal + " did not reach " + name);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** Asks it to end (SIGTERM), ends it by force after the grace, and returns when it has ended. True if no force was needed. */
    public boolean stop(Duration grace) {
        process.destroy();
        thaw(); // a frozen one would not hear it
        try {
            if (process.waitFor(grace.toMillis(), TimeUnit.MILLISECONDS)) {
                return true;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        kill();
        return false;
    }

    /** Ends it, and what it started, by SIGKILL and returns when it has ended. */
    public void kill() {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
        process.onExit().join();
    }

    private String lastWords() {
        return LogFile.lastComplaint(log).map(line -> ", its log says: " + line).orElse("");
    }
}
