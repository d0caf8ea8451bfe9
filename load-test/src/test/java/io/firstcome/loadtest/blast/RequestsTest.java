package io.firstcome.loadtest.blast;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class RequestsTest {

    @Test
    void aPostCarriesTokenAndBody() {
        assertThat(text(Requests.post("/api/event/apply", "localhost:8080", "t.o.k", "{\"eventId\":\"선\"}")))
                .isEqualTo("POST /api/event/apply HTTP/1.1\r\nHost: localhost:8080\r\nAuthorization: Bearer t.o.k\r\n"
                        + "Content-Type: application/json\r\nContent-Length: 17\r\n\r\n{\"eventId\":\"선\"}");
    }

    @Test
    void aPostWithoutBodySaysSo() {
        assertThat(text(Requests.post("/a?b=1", "h", null, null)))
                .isEqualTo("POST /a?b=1 HTTP/1.1\r\nHost: h\r\nContent-Length: 0\r\n\r\n");
    }

    @Test
    void aGetHasNoBody() {
        assertThat(text(Requests.get("/a", "h", "t")))
                .isEqualTo("GET /a HTTP/1.1\r\nHost: h\r\nAuthorization: Bearer t\r\n\r\n");
    }

    @Test
    void nothingSlipsInAnotherRequest() {
        assertThatThrownBy(() -> Requests.get("/a HTTP/1.1\r\n", "h", null))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Requests.get("/a", "h", "t\r\nX: y")).isInstanceOf(IllegalArgumentException.class);
    }

    private static String text(byte[] wire) {
        return new String(wire, StandardCharsets.UTF_8);
    }
}
