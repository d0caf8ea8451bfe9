package io.firstcome.loadtest.blast;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.ProtocolException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AnswerFrameTest {

    private final AnswerFrame answer = new AnswerFrame();

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "HTTP/1.1 200 OK~Content-Length: 2~~ok                                         | 200 | true  | ok",
                "HTTP/1.1 200 OK~content-length:2~X: Content-Length: 9~~ok                     | 200 | true  | ok",
                "HTTP/1.1 409 Conflict~CONTENT-LENGTH:  4  ~Connection: Close~~gone            | 409 | false | gone",
                "HTTP/1.1 202~Connection: keep-alive~Content-Length: 0~~                       | 202 | true  | ''",
                "HTTP/1.0 200 OK~Content-Length: 2~~ok                                         | 200 | false | ok",
                "HTTP/1.1 204 No Content~~                                                     | 204 | true  | ''",
                "HTTP/1.1 304 Not Modified~Content-Length: 7~~                                 | 304 | true  | ''",
                "HTTP/1.1 103 Early Hints~Link: x~~HTTP/1.1 200 OK~Content-Length: 2~~ok       | 200 | true  | ok",
                "HTTP/1.1 200 OK~Transfer-Encoding: chunked~~2~ok~0~~                          | 200 | true  | ok",
                "HTTP/1.1 503 Busy~Transfer-Encoding: Chunked~~3;x=1~abc~0A~0123456789~1~!~00~~ | 503 | true | abc0123456789!",
                "HTTP/1.1 200 OK~Transfer-Encoding: chunked~~1~x~0~Trailer: t~~                | 200 | true  | x",
            })
    void isWholeAtItsEndAndNotBefore(String text, int status, boolean keepAlive, String body) throws ProtocolException {
        byte[] bytes = wire(text);
        for (int count = 0; count < bytes.length; count++) {
            assertThat(answer.read(bytes.clone(), count, false))
                    .as("%s bytes", count)
                    .isFalse();
            assertThat(answer.read(bytes.clone(), count, true))
                    .as("%s bytes and the end", count)
                    .isFalse();
        }
        assertThat(answer.read(bytes, bytes.length, false)).isTrue();
        assertThat(answer.status()).isEqualTo(status);
        assertThat(answer.keepAlive()).isEqualTo(keepAlive);
        assertThat(new String(bytes, answer.bodyFrom(), answer.bodyLength(), StandardCharsets.ISO_8859_1))
                .isEqualTo(body);
    }

    @Test
    void withoutALengthItEndsWithTheConnection() throws ProtocolException {
        byte[] bytes = wire("HTTP/1.1 200 OK~~all there is");

        assertThat(answer.read(bytes, bytes.length, false)).isFalse();
        assertThat(answer.read(bytes, bytes.length, true)).isTrue();
        assertThat(answer.bodyLength()).isEqualTo("all there is".length());
        assertThat(answer.keepAlive()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SSH-2.0-OpenSSH_9.6~",
                "HTTP/2.0 200 OK~~",
                "HTTP/1.1 600 What~~",
                "HTTP/1.1 2000 OK~~",
                "HTTP/1.1 101 Switching~~",
                "HTTP/1.1 200 OK~Content-Length: ~~",
                "HTTP/1.1 200 OK~Content-Length: -1~~",
                "HTTP/1.1 200 OK~Content-Length: 2 2~~",
                "HTTP/1.1 200 OK~Content-Length: 99999999999~~",
                "HTTP/1.1 200 OK~Content-Length: 1~Content-Length: 2~~ok",
                "HTTP/1.1 200 OK~Content-Length: 2~~okHTTP/1.1 200 OK~~",
                "HTTP/1.1 204 No Content~~x",
                "HTTP/1.1 200 OK~Transfer-Encoding: gzip, chunked~~",
                "HTTP/1.1 200 OK~Transfer-Encoding: chunked~~x~",
                "HTTP/1.1 200 OK~Transfer-Encoding: chunked~~2~okay~0~~",
                "HTTP/1.1 200 OK~Transfer-Encoding: chunked~~4000001~",
            })
    void whatIsNotClearIsRefused(String text) {
        byte[] bytes = wire(text);

        assertThatThrownBy(() -> answer.read(bytes, bytes.length, false)).isInstanceOf(ProtocolException.class);
    }

    @Test
    void aHeadWithoutEndIsRefused() {
        byte[] bytes = wire("HTTP/1.1 200 OK~" + "X: y~".repeat(20_000));

        assertThatThrownBy(() -> answer.read(bytes, bytes.length, false)).hasMessageContaining("head");
    }

    private static byte[] wire(String text) {
        return text.replace("~", "\r\n").getBytes(StandardCharsets.ISO_8859_1);
    }
}
