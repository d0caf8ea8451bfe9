package io.firstcome.loadtest;

import static io.gatling.javaapi.core.CoreDsl.atOnceUsers;
import static io.gatling.javaapi.core.CoreDsl.global;
import static io.gatling.javaapi.core.CoreDsl.listFeeder;
import static io.gatling.javaapi.core.CoreDsl.scenario;
import static io.gatling.javaapi.http.HttpDsl.http;
import static io.gatling.javaapi.http.HttpDsl.status;

import io.firstcome.loadtest.http.Endpoint;
import io.firstcome.loadtest.lane.Lanes;
import io.firstcome.loadtest.report.Progress;
import io.firstcome.loadtest.suite.Accounts;
import io.firstcome.loadtest.suite.Secrets;
import io.firstcome.loadtest.suite.Suite;
import io.firstcome.loadtest.token.SigningKey;
import io.gatling.javaapi.core.ScenarioBuilder;
import io.gatling.javaapi.core.Simulation;
import io.gatling.javaapi.http.HttpProtocolBuilder;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * The herd as a Gatling scenario, for its reports with graphs: against a running suite,
 * {@code mvn -f load-test/pom.xml -Pgatling test-compile gatling:test}. System properties: {@code users}, {@code stock},
 * {@code gateway}, {@code auth}, {@code local} (the launcher's folder). It measures only; {@code ./herd} checks.
 */
public class HerdSimulation extends Simulation {

    private static final Duration TIMEOUT = Duration.ofSeconds(30);

    private final Path local = Path.of(System.getProperty("local", "../.local"));
    private final HerdOptions options = HerdOptions.against(HerdOptions.Target.local())
            .sized(Integer.getInteger("users", 2000), Long.getLong("stock", 100L));
    private final String gateway =
            System.getProperty("gateway", options.target().gateway().toString());
    private final String auth =
            System.getProperty("auth", options.target().auth().toString());

    /** Everybody applies at once over a connection of their own, and asks for the status afterwards. */
    public HerdSimulation() throws Exception {
        Cast cast = cast();
        long eventId = openEvent(cast);
        List<Map<String, Object>> tokens = cast.herd().stream()
                .<Map<String, Object>>map(member -> Map.of("token", member.token()))
                .toList();
        HttpProtocolBuilder protocol = http.baseUrl(gateway)
                .authorizationHeader("Bearer #{token}")
                .acceptLanguageHeader("en");
        ScenarioBuilder herd = scenario("herd")
                .feed(listFeeder(tokens).queue())
                .exec(http("apply")
                        .post("/api/event/apply?eventId=" + eventId)
                        .check(status().in(200, 202, 409)))
                .exec(http("status")
                        .get("/api/event/status?eventId=" + eventId)
                        .check(status().is(200)));
        setUp(herd.injectOpen(atOnceUsers(options.users())).protocols(protocol))
                .assertions(global().failedRequests().percent().lt(1.0));
    }

    private Cast cast() throws Exception {
        SigningKey key = SigningKey.read(local.resolve("signing-key.pem"));
        String serviceToken = new Secrets(local.resolve("secrets.env"))
                .value("FIRSTCOME_SERVICE_TOKEN")
                .orElseThrow();
        try (Lanes lanes = new Lanes(Endpoint.of(URI.create(auth)), 1, TIMEOUT)) {
            return Cast.of(options, key, new Accounts(lanes, auth, serviceToken), new Progress(System.out, 0));
        }
    }

    private long openEvent(Cast cast) throws InterruptedException {
        try (Lanes lanes = new Lanes(Endpoint.of(URI.create(gateway)), 1, TIMEOUT)) {
            Instant now = Instant.now();
            return new Suite(lanes, cast.adminToken(), TIMEOUT)
                    .create(new Suite.NewEvent(
                            "Gatling " + now.toEpochMilli(), options.stock(), now, now.plus(Duration.ofHours(1))));
        }
    }
}
