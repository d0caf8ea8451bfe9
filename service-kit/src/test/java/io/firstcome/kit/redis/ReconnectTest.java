package io.firstcome.kit.redis;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ReconnectTest {

    @Test
    void howeverLongRedisIsAwayItIsLookedForEveryMoment() {
        assertThat(IntStream.range(0, 1_000).mapToObj(RedisAutoConfiguration.RECONNECT::calcDelay))
                .allSatisfy(pause -> assertThat(pause).isBetween(Duration.ofMillis(50), Duration.ofMillis(500)));
    }
}
