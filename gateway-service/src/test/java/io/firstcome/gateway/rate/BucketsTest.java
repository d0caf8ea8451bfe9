package io.firstcome.gateway.rate;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class BucketsTest {

    private final AtomicLong now = new AtomicLong(Long.MAX_VALUE - 1);
    private final Buckets<String> buckets = new Buckets<>(new RateProperties.Rate(10, 3), 100, now::get);

    @Test
    void aFullBucketGivesItsBurstAndThenItsRate() {
        assertThat(taken("a", 10)).isEqualTo(3);

        pass(99);
        assertThat(buckets.take("a")).isEqualTo(Duration.ofMillis(1).toNanos());
        pass(1);
        assertThat(taken("a", 10)).isEqualTo(1);
        pass(10_000);
        assertThat(taken("a", 10)).as("it does not save up more than a burst").isEqualTo(3);
    }

    @Test
    void everyKeyHasItsOwnBucket() {
        assertThat(taken("a", 10)).isEqualTo(3);
        assertThat(taken("b", 10)).isEqualTo(3);
    }

    @Test
    void manyAtOnceGetNoMoreThanThereIs() {
        AtomicInteger taken = new AtomicInteger();
        IntStream.range(0, 10_000).parallel().forEach(i -> {
            if (buckets.take("a") == 0) {
                taken.incrementAndGet();
            }
        });
        assertThat(taken).hasValue(3);
    }

    private long taken(String key, int tries) {
        return IntStream.range(0, tries).filter(i -> buckets.take(key) == 0).count();
    }

    private void pass(long millis) {
        now.addAndGet(Duration.ofMillis(millis).toNanos());
    }
}
