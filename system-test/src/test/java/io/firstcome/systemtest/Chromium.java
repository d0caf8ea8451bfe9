package io.firstcome.systemtest;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Playwright;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Store.CloseableResource;

/** The machine's own Chromium or Chrome, started once for each thread of tests, as Playwright wants it; nothing is downloaded. */
final class Chromium {

    /** Where it is, when it is not on the path under one of its usual names. */
    private static final String SETTING = "FIRSTCOME_CHROMIUM";

    private static final List<String> NAMES =
            List.of("chromium", "chromium-browser", "google-chrome", "google-chrome-stable");
    private static final Queue<Playwright> STARTED = new ConcurrentLinkedQueue<>();
    private static final ThreadLocal<Browser> BROWSER = ThreadLocal.withInitial(Chromium::start);

    private Chromium() {}

    /** Returns the browser of this thread; the end of all tests ends it. */
    static Browser browser() {
        return BROWSER.get();
    }

    private static Browser start() {
        Playwright playwright = Playwright.create(
                new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
        STARTED.add(playwright);
        return playwright
                .chromium()
                .launch(new BrowserType.LaunchOptions()
                        .setExecutablePath(find().orElseThrow())
                        .setArgs(List.of(
                                "--no-sandbox",
                                "--disable-gpu",
                                "--disable-quic",
                                "--no-first-run",
                                "--disable-background-networking",
                                "--disable-component-update",
                                "--disable-sync")));
    }

    private static void end() {
        STARTED.forEach(Playwright::close);
    }

    private static Optional<Path> find() {
        String set = System.getenv(SETTING);
        Stream<Path> places = set != null
                ? Stream.of(Path.of(set))
                : Arrays.stream(System.getenv("PATH").split(File.pathSeparator))
                        .flatMap(folder -> NAMES.stream().map(name -> Path.of(folder, name)));
        return places.filter(Files::isExecutable).findFirst();
    }

    /** See {@link InBrowser}. */
    static final class Needed implements ExecutionCondition, BeforeAllCallback {

        @Override
        public void beforeAll(ExtensionContext context) {
            RunningSuite.suite();
            context.getRoot().getStore(ExtensionContext.Namespace.GLOBAL).getOrComputeIfAbsent(Chromium.class, key ->
                    (CloseableResource) Chromium::end);
        }

        @Override
        public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
            if (find().isPresent()) {
                return ConditionEvaluationResult.enabled("a Chromium is there");
            }
            String missing = "there is no Chromium (apt-get install chromium, or set " + SETTING + ")";
            if ("true".equals(System.getenv("CI"))) {
                throw new IllegalStateException(missing);
            }
            if (context.getTestMethod().isEmpty()) {
                System.out.println(context.getDisplayName() + " is skipped: " + missing);
            }
            return ConditionEvaluationResult.disabled(missing);
        }
    }
}
