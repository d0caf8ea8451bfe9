package io.firstcome.bench.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.firstcome.localstack.backend.Part;
import io.firstcome.localstack.backend.RealBackends;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@RealBackends(Part.REDIS)
class RedisWireTest {
    private RedisWire redis;

    @BeforeEach
    void connect() throws IOException {
        redis = RedisWire.to(System.getProperty("FIRSTCOME_REDIS_URL"));
    }

    @AfterEach
    void close() throws IOException {
        redis.close();
    }

    @Test
    void everyKindOfReplyIsRead() throws IOException {
        assertThat(redis.call("SET", "wire", "가 b")).isEqualTo("OK");
        assertThat(redis.call("GET", "wire")).isEqualTo("가 b");
        assertThat(redis.call("GET", "nothing")).isNull();
        assertThat(redis.call("DEL", "wire", "nothing")).isEqualTo(1L);
        assertThat(redis.call("MGET", "wire", "nothing")).isEqualTo(Arrays.asList(null, null));
        assertThatThrownBy(() -> redis.call("NO-SUCH-COMMAND")).hasMessageStartingWith("Redis says: ERR");
    }

    @Test
    void callsMayBeUnderWayTogether() throws IOException {
        redis.send(RedisWire.encode(List.of("ECHO", "1")));
        redis.send(RedisWire.encode(List.of("ECHO", "2")));
        assertThat(redis.reply()).isEqualTo("1");
        assertThat(redis.reply()).isEqualTo("2");
    }

    @Test
    void theScriptGrantsToABatchAndTakesNoteOfWhatIsPublished() throws IOException {
        var script = GrantScript.load(redis);
        GrantScript.open(redis, 77, 5);
        redis.send(script.call(77, 100, 3, 0, 1));
        GrantScript.requireGranted(redis.reply(), 3);
        redis.send(script.call(77, 103, 2, 3, 4));
        GrantScript.requireGranted(redis.reply(), 2);
        var keys = GrantScript.keys(77);
        assertThat(redis.call("HLEN", keys.get(1))).isEqualTo(5L);
        assertThat(redis.call("ZCARD", keys.get(2))).isEqualTo(2L);
        redis.send(script.call(77, 105, 1, 0, 6));
        assertThatThrownBy(() -> GrantScript.requireGranted(redis.reply(), 1)).hasMessageContaining("did not grant");
        GrantScript.forget(redis, 77);
        assertThat(redis.call("EXISTS", keys.get(0), keys.get(1), keys.get(2))).isEqualTo(0L);
    }
}
