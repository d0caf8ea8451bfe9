package io.firstcome.bench.scenario;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ApplyingTest {

    @Test
    void theRankIsReadFromWhereverItStandsInTheBody() {
        assertThat(rank("{\"eventId\":7,\"rank\":1234,\"status\":\"ACCEPTED\"}"))
                .isEqualTo(1234);
        assertThat(rank("{\"rank\":5}")).isEqualTo(5);
        assertThat(rank("{\"rank\":98")).isEqualTo(98);
    }

    @Test
    void aBodyWithoutARankHasNone() {
        assertThat(rank("{\"code\":\"SOLD_OUT\"}")).isEqualTo(-1);
        assertThat(rank("{\"rank\":null}")).isEqualTo(-1);
        assertThat(rank("\"rank\":")).isEqualTo(-1);
        assertThat(rank("")).isEqualTo(-1);
    }

    /** Within a buffer that has more in it. */
    private static long rank(String body) {
        var head = "HTTP/1.1 202 \"rank\":77\r\n\r\n";
        var buffer = (head + body + "99\"rank\":88").getBytes(UTF_8);
        return Applying.rank(buffer, head.length(), body.getBytes(UTF_8).length);
    }
}
