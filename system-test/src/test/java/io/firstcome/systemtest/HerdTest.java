package io.firstcome.systemtest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.firstcome.contracts.claim.ClaimGranted;
import io.firstcome.loadtest.Herd;
import io.firstcome.loadtest.HerdResult;
import io.firstcome.loadtest.check.Verdict;
import io.firstcome.localstack.backend.Database;
import io.firstcome.localstack.launch.Service;
import io.firstcome.localstack.launch.Suite;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.junit.jupiter.api.Test;

/** A herd of ten times the stock and more, and all invariants at its end. */
class HerdTest {

    @Test
    void aHerdOfTenTimesTheStockLeavesExactlyTheStockOfWinners() throws Exception {
        HerdResult result = Herd.run(RunningSuite.herd(2000, 200).seeded(1), System.out);
        assertAllHeld(result);
    }

    @Test
    void whoeverComesWinsWhenThereIsEnoughForAll() throws Exception {
        HerdResult result = Herd.run(RunningSuite.herd(300, 1000).seeded(2), System.out);
        assertAllHeld(result);
    }

    @Test
    void anEventServiceThatIsKilledInTheMiddleOfAHerdLosesNobody() throws Exception {
        Suite suite = RunningSuite.suite();
        CountDownLatch herdIsOver = new CountDownLatch(1);
        CompletableFuture<Void> killer = CompletableFuture.runAsync(() -> {
            try {
                awaitTraffic(suite);
                suite.kill(Service.EVENT, 1);
                herdIsOver.await(3, TimeUnit.SECONDS);
                suite.restart(Service.EVENT, 1);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        try {
            HerdResult result = Herd.run(RunningSuite.herd(3000, 2000).seeded(3), System.out);
            herdIsOver.countDown();
            assertAllHeld(result);
        } finally {
            killer.get(2, TimeUnit.MINUTES);
        }
    }

    @Test
    void anAddressIsNowhereButInAuthServiceAndTheMailbox() throws Exception {
        String address = People.newAddress();
        long event = People.openEvent("Personal data", 1);
        Api me = Api.gateway().token(People.token(address));
        me.post("/api/event/apply?eventId=" + event).expect(202);
        Herd.run(RunningSuite.herd(50, 10).seeded(4), System.out);

        Suite suite = RunningSuite.suite();
        List<String> seen = new ArrayList<>();
        try (var logs = Files.walk(RunningSuite.logs())) {
            for (Path log : logs.filter(Files::isRegularFile).toList()) {
                Files.readString(log, StandardCharsets.ISO_8859_1)
                        .lines()
                        .filter(this::hasAddress)
                        .forEach(line -> seen.add(log + ": " + line));
            }
        }
        for (String schema : List.of("auth", "event", "stock", "notification")) {
            lookInto(suite.backends().database(), schema, seen);
        }
        lookIntoKafka(suite.backends().kafka().bootstrapServers(), seen);
        seen.addAll(RedisDump.texts(suite.backends().redis().url()).stream()
                .filter(this::hasAddress)
                .toList());
        assertThat(seen).isEmpty();
    }

    private boolean hasAddress(String text) {
        return text.contains("@system-test.firstcome.local") || text.contains("@rehearsal.firstcome.local");
    }

    private void lookInto(Database database, String schema, List<String> seen) throws Exception {
        try (Connection connection = database.connect(schema);
                Statement statement = connection.createStatement()) {
            List<String> tables = new ArrayList<>();
            try (ResultSet names = statement.executeQuery("show tables")) {
                while (names.next()) {
                    tables.add(names.getString(1));
                }
            }
            assertThat(tables).isNotEmpty();
            for (String table : tables) {
                try (ResultSet rows = statement.executeQuery("select * from `" + table + "`")) {
                    while (rows.next()) {
                        for (int column = 1; column <= rows.getMetaData().getColumnCount(); column++) {
                            byte[] value = rows.getBytes(column);
                            if (value != null && hasAddress(new String(value, StandardCharsets.ISO_8859_1))) {
                                seen.add(schema + "." + table + ": "
                                        + rows.getMetaData().getColumnName(column));
                            }
                        }
                    }
                }
            }
        }
    }

    private void lookIntoKafka(String bootstrapServers, List<String> seen) {
        Map<String, Object> config = Map.of(
                "bootstrap.servers",
                bootstrapServers,
                "group.id",
                UUID.randomUUID().toString(),
                "auto.offset.reset",
                "earliest");
        try (var consumer = new KafkaConsumer<>(config, new StringDeserializer(), new StringDeserializer())) {
            List<TopicPartition> partitions = consumer.partitionsFor(ClaimGranted.TOPIC).stream()
                    .map(info -> new TopicPartition(info.topic(), info.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            int records = 0;
            while (partitions.stream().anyMatch(partition -> consumer.position(partition) < ends.get(partition))) {
                for (ConsumerRecord<String, String> record : consumer.poll(Duration.ofMillis(200))) {
                    records++;
                    if (hasAddress(record.key() + record.value())) {
                        seen.add(record.toString());
                    }
                }
            }
            assertThat(records).isPositive();
        }
    }

    /** Waits until event-service's first instance has been asked for something by the herd. */
    private void awaitTraffic(Suite suite) {
        Api metrics = new Api(suite.urlOf(Service.EVENT, 1), Map.of());
        double before = accepted(metrics);
        await().atMost(Duration.ofMinutes(2))
                .pollInterval(Duration.ofMillis(50))
                .until(() -> accepted(metrics) > before);
    }

    private static double accepted(Api metrics) {
        return metrics.get("/actuator/metrics/apply.answers?tag=answer:accepted")
                .body()
                .at("/measurements/0/value")
                .asDouble();
    }

    private static void assertAllHeld(HerdResult result) {
        assertThat(result.verdicts()).allMatch(Verdict::ok);
        assertThat(result.undone()).isEmpty();
    }
}
