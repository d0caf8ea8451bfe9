package io.firstcome.systemtest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.firstcome.localstack.launch.Service;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What Prometheus sees of the services, held against what alerts and dashboards ask for. The gateways' metrics are on no port here; its own tests look at them. */
class MetricsTest {

    private static final Path OBSERVABILITY = Path.of("..", "deploy", "observability");
    private static final Pattern OURS =
            Pattern.compile("\\b(?:apply|stock|reconcile|firstcome|kafka_consumer|resilience4j)_[a-z0-9_]+\\b");
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    @BeforeAll
    static void somethingHappens() {
        long event = People.openEvent("Counted", 2);
        for (int status : new int[] {202, 202, 409}) {
            Api.gateway()
                    .token(Tokens.stranger())
                    .post("/api/event/apply?eventId=" + event)
                    .expect(status);
        }
    }

    @Test
    void alertsAndDashboardsAskForNothingThatIsNotThere() throws IOException {
        Set<String> asked = new TreeSet<>();
        try (Stream<Path> files = Files.walk(OBSERVABILITY)) {
            for (Path file : files.filter(path -> path.toString().matches(".*(alerts\\.yml|\\.json)"))
                    .toList()) {
                Matcher name = OURS.matcher(Files.readString(file));
                while (name.find()) {
                    asked.add(name.group());
                }
            }
        }
        asked.removeIf(name -> name.startsWith("firstcome_gateway_"));

        assertThat(asked).hasSizeGreaterThan(20);
        // The reconciler begins half a minute after the start.
        await().atMost(Duration.ofSeconds(60))
                .untilAsserted(() -> assertThat(names()).containsAll(asked));
    }

    /** Some versions of Prometheus refuse all of an instance's metrics for one exemplar where they expect none; traces are on here. */
    @Test
    void metricsNameNoTraces() {
        assertThat(metricsOf(Service.EVENT)).noneMatch(metrics -> metrics.contains(" # {"));
    }

    @Test
    void theEquationsOfTheMetricsHoldWhenNothingIsUnderWay() {
        await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> {
            for (String metrics : metricsOf(Service.EVENT)) {
                assertSum(metrics, "apply_requests_total", "apply_answers_total");
                assertSum(metrics, "stock_level_quantity", "stock_level_(granted|remaining)");
            }
            for (String metrics : metricsOf(Service.STOCK)) {
                assertSum(metrics, "stock_applicants_total", "stock_outcomes_total");
            }
            for (String metrics : metricsOf(Service.NOTIFICATION)) {
                assertSum(metrics, "firstcome_settle_records_total", "firstcome_settle_outcomes_total");
                assertSum(metrics, "firstcome_mail_taken_total", "firstcome_mail_outcomes_total");
            }
            for (String metrics : metricsOf(Service.AUTH)) {
                for (String of : List.of("codes", "checks", "refresh")) {
                    assertSum(
                            metrics,
                            "firstcome_auth_" + of + "_requests_total",
                            "firstcome_auth_" + of + "_outcomes_total");
                }
            }
        });
    }

    private static void assertSum(String metrics, String whole, String parts) {
        assertThat(sum(metrics, whole)).as(whole).isEqualTo(sum(metrics, parts));
    }

    private static double sum(String metrics, String name) {
        Pattern sample = Pattern.compile(name + "(\\{.*})? (\\S+)");
        return metrics.lines()
                .map(sample::matcher)
                .filter(Matcher::matches)
                .mapToDouble(line -> Double.parseDouble(line.group(line.groupCount())))
                .sum();
    }

    private static Set<String> names() {
        return Stream.of(Service.EVENT, Service.STOCK, Service.NOTIFICATION)
                .flatMap(service -> metricsOf(service).stream())
                .flatMap(String::lines)
                .filter(line -> !line.startsWith("#"))
                .map(line -> line.split("[{ ]", 2)[0])
                .collect(Collectors.toSet());
    }

    private static List<String> metricsOf(Service service) {
        return IntStream.rangeClosed(1, RunningSuite.suite().instancesOf(service))
                .mapToObj(number -> RunningSuite.suite().urlOf(service, number))
                .map(MetricsTest::scrape)
                .toList();
    }

    private static String scrape(String instance) {
        try {
            return HTTP.send(
                            HttpRequest.newBuilder(URI.create(instance + "/actuator/prometheus"))
                                    // As Prometheus asks.
                                    .header("Accept", "application/openmetrics-text;version=1.0.0")
                                    .build(),
                            BodyHandlers.ofString())
                    .body();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
