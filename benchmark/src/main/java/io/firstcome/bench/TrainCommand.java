package io.firstcome.bench;

import io.firstcome.bench.scenario.Sizes;
import io.firstcome.localstack.launch.Progress;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code ./bench train}. */
@Command(
        name = "train",
        description =
                "Lets the JVMs of this build serve a herd and keeps what they learn: every later start, by ./run too, "
                        + "is faster, and the first herd after it. Does nothing when that is done.")
final class TrainCommand implements Callable<Integer> {
    private static final int CONNECTIONS = 256;

    @Option(names = "--help", usageHelp = true, description = "Shows this.")
    private boolean help;

    private final PrintStream out;

    TrainCommand(PrintStream out) {
        this.out = out;
    }

    @Override
    public Integer call() {
        var root = Path.of("").toAbsolutePath();
        var folder = RunFolder.make(root);
        var lesson = Duration.ofSeconds(5);
        var plan = new Plan(true, List.of(), 1, lesson, lesson, 1, CONNECTIONS, Sizes.full());
        folder.during(() -> {
            new Bench(root, folder.path(), plan, Progress.on(out)).train();
            return null;
        });
        out.println("trained");
        return 0;
    }
}
