package io.firstcome.auth.code;

import static org.assertj.core.api.Assertions.assertThat;

import io.firstcome.auth.Api;
import io.firstcome.auth.Api.Answer;
import io.firstcome.auth.AuthTest;
import io.firstcome.localstack.backend.Backends;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** The equations of {@link CodeMetrics} and of the tokens' metrics. */
class CodeMetricsTest extends AuthTest {

    @Autowired
    private MeterRegistry meters;

    @Test
    void everyRequestForACodeEndsInOneOfTheOutcomes() {
        double requests = requests("codes");
        Map<String, Double> before = outcomes("codes");

        String email = Api.anyAddress();
        api.sendCode(email);
        api.sendCode(email);
        api.sendCode("no address");
        String client = Api.anyAddress();
        for (int i = 0; i < 12; i++) {
            api.sendCode(email, "X-Client-Address", client);
        }
        Backends.shared().mailbox().stop();
        try {
            api.sendCode(Api.anyAddress());
        } finally {
            Backends.shared().mailbox().start();
        }

        assertThat(requests("codes") - requests).isEqualTo(15);
        assertThat(changes(before, outcomes("codes")))
                .isEqualTo(Map.of("sent", 1.0, "cooling_down", 11.0, "client_limited", 2.0, "mail_failed", 1.0));
        assertThat(requests("codes")).isEqualTo(sum(outcomes("codes")));
    }

    @Test
    void everyCheckOfACodeEndsInOneOfTheOutcomes() {
        double requests = requests("checks");
        Map<String, Double> before = outcomes("checks");

        String email = Api.anyAddress();
        String code = api.codeFor(email);
        api.verify(email, Api.wrong(code));
        api.verify(email, "letters");
        api.verify(email, code);
        api.verify(email, code);

        assertThat(requests("checks") - requests).isEqualTo(3);
        assertThat(changes(before, outcomes("checks"))).isEqualTo(Map.of("right", 1.0, "wrong", 1.0, "no_code", 1.0));
        assertThat(requests("checks")).isEqualTo(sum(outcomes("checks")));
    }

    @Test
    void everyRefreshEndsInOneOfTheOutcomes() {
        double requests = requests("refresh");
        Map<String, Double> before = outcomes("refresh");

        Answer login = api.logIn(Api.anyAddress());
        api.refresh(login.text("refreshToken"));
        api.refresh(login.text("refreshToken"));
        api.refresh("no-such-token");

        assertThat(requests("refresh") - requests).isEqualTo(3);
        assertThat(changes(before, outcomes("refresh")))
                .isEqualTo(Map.of("refreshed", 1.0, "reused", 1.0, "refused", 1.0));
        assertThat(requests("refresh")).isEqualTo(sum(outcomes("refresh")));
    }

    private double requests(String what) {
        return meters.get("firstcome.auth." + what + ".requests").counter().count();
    }

    private Map<String, Double> outcomes(String what) {
        Map<String, Double> outcomes = new TreeMap<>();
        for (Counter counter :
                meters.get("firstcome.auth." + what + ".outcomes").counters()) {
            outcomes.put(counter.getId().getTag("outcome"), counter.count());
        }
        return outcomes;
    }

    private static Map<String, Double> changes(Map<String, Double> before, Map<String, Double> after) {
        Map<String, Double> changes = new TreeMap<>();
        after.forEach((outcome, count) -> changes.put(outcome, count - before.get(outcome)));
        changes.values().removeIf(change -> change == 0);
        return changes;
    }

    private static double sum(Map<String, Double> outcomes) {
        return outcomes.values().stream().mapToDouble(Double::doubleValue).sum();
    }
}
