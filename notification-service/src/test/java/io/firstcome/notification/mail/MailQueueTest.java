package io.firstcome.notification.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.firstcome.contracts.settle.Revocation;
import io.firstcome.contracts.settle.SettledClaim;
import io.firstcome.notification.AuthDouble;
import io.firstcome.notification.ClaimsLog;
import io.firstcome.notification.ServiceTest;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.http.HttpMethod;

/** The queue, with the service's own workers at rest, so that the test is the worker. */
@ExtendWith(OutputCaptureExtension.class)
class MailQueueTest extends ServiceTest {

    private static final Duration LEASE = Duration.ofMinutes(2);

    @Autowired
    private MailWorkers workers;

    @Autowired
    private MailQueue queue;

    @Autowired
    private MailMarks marks;

    @Autowired
    private AddressBook addresses;

    @Autowired
    private RetryPolicy policy;

    @Autowired
    private Marker.Factory markers;

    @Autowired
    private MailProperties properties;

    @Autowired
    private MeterRegistry registry;

    @BeforeEach
    void workersRest() {
        await().atMost(ClaimsLog.PATIENCE).until(() -> pendingInAll() == 0);
        workers.stop();
    }

    @AfterEach
    void workersGoOn() {
        workers.start();
        await().atMost(ClaimsLog.PATIENCE).until(() -> pendingInAll() == 0);
    }

    @Test
    void eightWorkersAtOnceNeverTakeTheSameMail() {
        publish(500);

        try (var threads = Executors.newFixedThreadPool(8)) {
            List<CompletableFuture<List<Confirmation>>> takers = IntStream.range(0, 8)
                    .mapToObj(n -> CompletableFuture.supplyAsync(this::takeUntilEmpty, threads))
                    .toList();
            List<Confirmation> taken =
                    takers.stream().flatMap(taker -> taker.join().stream()).toList();
            assertThat(taken).extracting(Confirmation::user).hasSize(500).doesNotHaveDuplicates();
        }
        jdbc.sql("update mail set due_at = queued_at where event_id = ?")
                .param(event)
                .update();
    }

    @Test
    void aMailWhoseWorkerDiedIsTakenByAnotherOnceTheLeaseIsOverAndTheDeadOneMarksNothing() {
        publish(1);
        Taken dead = queue.take(10, Duration.ofMillis(300));
        assertThat(dead.mails()).hasSize(1);
        assertThat(queue.take(10, LEASE).mails()).isEmpty();

        await().atMost(ClaimsLog.PATIENCE).until(() -> !dead.lease().leaves(Duration.ZERO));
        Taken other = queue.take(10, LEASE);

        assertThat(other.mails()).extracting(Confirmation::attempt).containsExactly(2);
        assertThat(mark(new Delivery.Failed(dead.mails().getFirst(), "late"))).isEmpty();
        assertThat(mark(new Delivery.Sent(other.mails().getFirst()))).hasSize(1);
        assertThat(mark(new Delivery.Sent(other.mails().getFirst()))).isEmpty();
        assertThat(mails("SENT")).isEqualTo(1);
        assertThat(failures("MAIL")).isZero();
    }

    @Test
    void aMailThatGoesOutWhileItsClaimIsRevokedIsSaidToBeSent() {
        publish(3);
        List<Confirmation> inHand = queue.take(10, LEASE).mails().stream()
                .sorted(Comparator.comparingLong(Confirmation::rank))
                .toList();
        revoke(1);
        revoke(2);
        assertThat(mails("CANCELLED")).isEqualTo(2);

        assertThat(mark(new Delivery.Sent(inHand.get(0)))).hasSize(1);
        assertThat(mark(new Delivery.Deferred(inHand.get(1), inHand.get(1).queuedAt(), "later")))
                .isEmpty();
        assertThat(mark(new Delivery.Sent(inHand.get(2)))).hasSize(1);

        assertThat(mails("SENT")).isEqualTo(2);
        assertThat(mails("CANCELLED")).isEqualTo(1);
        assertThat(queue.take(10, LEASE).mails()).isEmpty();
    }

    @Test
    void theFailedMailOfARevokedClaimIsNotReplayed() {
        publish(1);
        mark(new Delivery.Failed(queue.take(10, LEASE).mails().getFirst(), "refused"));
        long id = jdbc.sql("select id from failure where event_id = ? and kind = 'MAIL'")
                .param(event)
                .query(Long.class)
                .single();
        revoke(1);

        assertThat(replay(id).path("outcome").asText()).isEqualTo("NOT_NEEDED");
        assertThat(mails("CANCELLED")).isEqualTo(1);
        assertThat(queue.take(10, LEASE).mails()).isEmpty();
    }

    @Test
    void anOutageWithALongNameDoesNotKeepAMailFromGoingBack() {
        publish(1);
        Confirmation mail = queue.take(10, LEASE).mails().getFirst();
        assertThat(mark(new Delivery.PutBack(mail, mail.queuedAt(), "x".repeat(1_000))))
                .hasSize(1);
    }

    @Test
    void anAddressRefusedForGoodFailsItsMailAloneAndAReplaySendsIt(CapturedOutput output)
            throws IOException, InterruptedException {
        publish(3);
        String refused = AuthDouble.addressOf(firstUser + 2);
        try (ScriptedSmtp server = new ScriptedSmtp()) {
            server.on("RCPT " + refused, "550 5.1.1 <" + refused + "> unknown");
            assertThat(round(server).run(new Stop())).isInstanceOf(MailRound.Worked.class);
            assertThat(server.accepted()).hasSize(2);
        }

        assertThat(mails("SENT")).isEqualTo(2);
        assertThat(mails("FAILED")).isEqualTo(1);
        assertThat(lastErrors()).containsExactly("the mail server says 550 5.1.1");
        long id = jdbc.sql("select id from failure where event_id = ? and kind = 'MAIL'")
                .param(event)
                .query(Long.class)
                .single();

        assertThat(replay(id).path("outcome").asText()).isEqualTo("QUEUED");
        assertThat(replay(id).path("outcome").asText()).isEqualTo("QUEUED");
        assertThat(mails("PENDING")).isEqualTo(1);
        try (ScriptedSmtp server = new ScriptedSmtp()) {
            round(server).run(new Stop());
            assertThat(server.accepted()).hasSize(1);
        }
        assertThat(mails("SENT")).isEqualTo(3);
        assertNoAddressIn(output);
    }

    @Test
    void aServerThatHangsUpGetsTheMailInFlightAgainLaterAndTheOthersAtOnce(CapturedOutput output)
            throws IOException, InterruptedException {
        publish(5);
        try (ScriptedSmtp server = new ScriptedSmtp()) {
            server.on("RCPT " + AuthDouble.addressOf(firstUser + 1), ScriptedSmtp.HANG_UP);
            server.on("RCPT " + AuthDouble.addressOf(firstUser + 2), ScriptedSmtp.HANG_UP);
            server.on("RCPT " + AuthDouble.addressOf(firstUser + 3), ScriptedSmtp.HANG_UP);
            server.on("RCPT " + AuthDouble.addressOf(firstUser + 4), ScriptedSmtp.HANG_UP);
            server.on("RCPT " + AuthDouble.addressOf(firstUser + 5), ScriptedSmtp.HANG_UP);
            assertThat(round(server).run(new Stop())).isInstanceOf(MailRound.Outage.class);
        }

        assertThat(jdbc.sql("select failures from mail where event_id = ? order by failures desc")
                        .param(event)
                        .query(Integer.class)
                        .list())
                .containsExactly(1, 0, 0, 0, 0);
        assertThat(mails("PENDING")).isEqualTo(5);
        assertNoAddressIn(output);
    }

    @Test
    void aWorkerAskedToStopPutsBackWhatItHasNotBegun() throws IOException, InterruptedException {
        publish(5);
        Stop stop = new Stop();
        stop.ask();
        try (ScriptedSmtp server = new ScriptedSmtp()) {
            round(server).run(stop);
            assertThat(server.accepted()).isEmpty();
        }
        assertThat(queue.take(10, LEASE).mails()).hasSize(5);
        jdbc.sql("update mail set due_at = queued_at where event_id = ?")
                .param(event)
                .update();
    }

    @Test
    void aUserWithoutAnAccountHasNoMailToSend() throws IOException, InterruptedException {
        AuthDouble.INSTANCE.forget(firstUser + 1);
        publish(2);
        try (ScriptedSmtp server = new ScriptedSmtp()) {
            round(server).run(new Stop());
            assertThat(server.accepted()).hasSize(1);
        }
        assertThat(mails("NO_ADDRESS")).isEqualTo(1);
        assertThat(mails("SENT")).isEqualTo(1);
    }

    @Test
    void everyTakenMailHasExactlyOneOutcome() throws IOException, InterruptedException {
        AuthDouble.INSTANCE.forget(firstUser + 1);
        publish(20);
        double before = registry.counter("firstcome.mail.taken").count();
        double outcomesBefore = outcomes();
        try (ScriptedSmtp server = new ScriptedSmtp()) {
            server.on("RCPT " + AuthDouble.addressOf(firstUser + 2), "550 no");
            server.on("RCPT " + AuthDouble.addressOf(firstUser + 3), "450 later");
            round(server).run(new Stop());
        }
        assertThat(registry.counter("firstcome.mail.taken").count() - before)
                .isEqualTo(20)
                .isEqualTo(outcomes() - outcomesBefore);
        assertThat(mails("SENT")).isEqualTo(17);
    }

    private void publish(int claims) {
        log.publish(claims(claims));
        awaitCaughtUp();
        assertThat(mails("PENDING")).isEqualTo(claims);
    }

    private MailRound round(ScriptedSmtp server) {
        return new MailRound(queue, addresses, MailerTest.mailer(server.port()), policy, markers, properties);
    }

    private List<Confirmation> takeUntilEmpty() {
        return Stream.generate(() -> queue.take(7, LEASE).mails())
                .takeWhile(mails -> !mails.isEmpty())
                .flatMap(List::stream)
                .toList();
    }

    private List<Delivery> mark(Delivery delivery) {
        return marks.mark(List.of(delivery));
    }

    private void revoke(long rank) {
        var answer = internal(
                HttpMethod.POST,
                "/internal/events/" + event + "/claims/" + rank + "/revoke",
                new Revocation(1, "a robot"),
                SettledClaim.class);
        assertThat(answer.getStatusCode().value()).isEqualTo(200);
    }

    private JsonNode replay(long id) {
        return as(1, "ADMIN", HttpMethod.POST, "/api/admin/failures/" + id + "/replay")
                .getBody();
    }

    private List<String> lastErrors() {
        return jdbc.sql("select last_error from mail where event_id = ? and last_error is not null")
                .param(event)
                .query(String.class)
                .list();
    }

    private long pendingInAll() {
        return jdbc.sql("select count(*) from mail where state = 'PENDING'")
                .query(Long.class)
                .single();
    }

    private double outcomes() {
        return registry.find("firstcome.mail.outcomes").counters().stream()
                .mapToDouble(counter -> counter.count())
                .sum();
    }

    private void assertNoAddressIn(CapturedOutput output) {
        assertThat(output.getAll()).doesNotContain("people.example");
        for (String table : List.of("claim", "mail", "failure")) {
            List<Map<String, Object>> rows = jdbc.sql("select * from " + table + " where event_id = ?")
                    .param(event)
                    .query()
                    .listOfRows();
            assertThat(rows.toString()).doesNotContain("people.example");
        }
    }
}
