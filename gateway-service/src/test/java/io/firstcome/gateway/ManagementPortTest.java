package io.firstcome.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.firstcome.contracts.problem.ProblemCode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.autoconfigure.actuate.observability.AutoConfigureObservability;
import org.springframework.boot.test.web.server.LocalManagementPort;
import org.springframework.test.context.TestPropertySource;

/** With a port for operators, metrics are there and nowhere else. */
@AutoConfigureObservability(tracing = false)
@TestPropertySource(
        properties = {"FIRSTCOME_GATEWAY_MANAGEMENT_PORT=0", "FIRSTCOME_GATEWAY_ACTUATOR=health,prometheus"})
class ManagementPortTest extends GatewayTest {

    @LocalManagementPort
    int inside;

    @Test
    void thePublicPortTellsThatTheGatewayIsWellAndNothingElse() {
        assertThat(send(request("/livez")).body()).isEqualTo("{\"status\":\"UP\"}");
        assertThat(send(request("/readyz")).body()).isEqualTo("{\"status\":\"UP\"}");
        assertProblem(send(request("/actuator/prometheus")), ProblemCode.NOT_FOUND);
        assertProblem(send(request("/actuator/health")), ProblemCode.NOT_FOUND);
    }

    @Test
    void alertsAndDashboardsAskForNothingThatIsNotThere() throws IOException {
        String metrics = metrics();
        try (Stream<Path> files = Files.walk(Path.of("..", "deploy", "observability"))) {
            for (Path file : files.filter(path -> path.toString().matches(".*(alerts\\.yml|\\.json)"))
                    .toList()) {
                assertThat(Pattern.compile("firstcome_gateway_[a-z_]+")
                                .matcher(Files.readString(file))
                                .results())
                        .isNotEmpty()
                        .allSatisfy(name -> assertThat(metrics).contains("\n" + name.group() + "{"));
            }
        }
    }

    @Test
    void operatorsSeeWhatWasAnsweredAndWhy() {
        send(apply(anyUser()));

        assertThat(metrics())
                .contains(
                        "firstcome_gateway_fold_outcomes_total{outcome=\"answered\",route=\"POST /api/event/apply\"} 1.0")
                .contains("firstcome_gateway_fold_batch_time_seconds_bucket");
    }

    private String metrics() {
        HttpResponse<String> metrics =
                send(HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + inside + "/actuator/prometheus")));
        assertThat(metrics.statusCode()).isEqualTo(200);
        return metrics.body();
    }
}
