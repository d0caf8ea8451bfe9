package io.firstcome.systemtest.fault;

import io.firstcome.loadtest.http.Endpoint;
import io.firstcome.loadtest.lane.Lanes;
import io.firstcome.loadtest.suite.Accounts;
import io.firstcome.localstack.launch.Service;
import io.firstcome.localstack.launch.Suite;
import io.firstcome.systemtest.RunningSuite;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/** People with accounts, so that mails reach them, and tokens. Made once: each fault has an event of its own, for which none of them has applied. */
final class Cast {

    private static final int PEOPLE = 2_400;
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Duration VALID = Duration.ofHours(2);

    private static List<Person> people;

    private Cast() {}

    /** One of them. */
    record Person(long user, String token) {}

    /** Returns all of them, in an order of chance. */
    static synchronized List<Person> people(Random chance) throws InterruptedException {
        if (people == null) {
            people = make(RunningSuite.suite());
        }
        List<Person> shuffled = new ArrayList<>(people);
        Collections.shuffle(shuffled, chance);
        return shuffled;
    }

    static String admin() {
        return RunningSuite.suite().signingKey().token(1, VALID, "USER", "ADMIN");
    }

    private static List<Person> make(Suite suite) throws InterruptedException {
        URI auth = URI.create(suite.urlOf(Service.AUTH, 1));
        try (Lanes lanes = new Lanes(Endpoint.of(auth), 1, PATIENCE)) {
            return new Accounts(lanes, auth, suite.serviceToken())
                    .make(PEOPLE).parallelStream()
                            .map(user -> new Person(user, suite.signingKey().token(user, VALID, "USER")))
                            .toList();
        }
    }
}
