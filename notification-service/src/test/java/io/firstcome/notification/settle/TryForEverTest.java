package io.firstcome.notification.settle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.kafka.listener.DefaultErrorHandler;
import org.springframework.kafka.listener.ListenerExecutionFailedException;
import org.springframework.kafka.listener.MessageListenerContainer;

class TryForEverTest {

    private static final TopicPartition PLACE = new TopicPartition("claims", 0);

    private final DefaultErrorHandler handler = new KafkaConfiguration()
            .tryForEver(new SettleProperties((short) 1, Duration.ofMillis(1), Duration.ofMillis(2)));

    /** Spring-kafka takes the first two for fatal unless told otherwise, and would skip the batch. */
    @ParameterizedTest
    @ValueSource(
            classes = {
                ClassCastException.class,
                NoSuchMethodException.class,
                IllegalArgumentException.class,
                IllegalStateException.class
            })
    void noExceptionMakesABatchBeGivenUp(Class<? extends Exception> kind) throws Exception {
        Exception cause = kind.getConstructor().newInstance();
        AtomicInteger tries = new AtomicInteger();

        handle(cause, () -> {
            if (tries.incrementAndGet() < 20) {
                throw new ListenerExecutionFailedException("again", cause);
            }
        });

        assertThat(tries).hasValue(20);
    }

    @Test
    void pausesGrowUpToTheLongestAndNeverEnd() {
        var pauses = KafkaConfiguration.pauses(
                        new SettleProperties((short) 1, Duration.ofMillis(200), Duration.ofSeconds(5)))
                .start();
        for (int n = 0; n < 100_000; n++) {
            assertThat(pauses.nextBackOff()).isBetween(200L, 5_000L);
        }
    }

    private void handle(Exception cause, Runnable listener) {
        @SuppressWarnings("unchecked")
        Consumer<byte[], byte[]> consumer = mock(Consumer.class);
        when(consumer.assignment()).thenReturn(Set.of(PLACE));
        when(consumer.poll(any())).thenReturn(ConsumerRecords.empty());
        MessageListenerContainer container = mock(MessageListenerContainer.class);
        when(container.isRunning()).thenReturn(true);
        ConsumerRecords<byte[], byte[]> batch =
                new ConsumerRecords<>(Map.of(PLACE, List.of(new ConsumerRecord<>("claims", 0, 0, null, new byte[0]))));
        handler.handleBatch(new ListenerExecutionFailedException("first", cause), batch, consumer, container, listener);
    }
}
