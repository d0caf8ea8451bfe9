package io.firstcome.loadtest.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.ProtocolException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AnswerReaderTest {

    private static final String TWO_ANSWERS = """
            HTTP/1.1 202 Accepted
            Content-Type: application/json
            content-length: 5

            firstHTTP/1.1 409\s
            Transfer-Encoding: chunked
            Retry-After: 3

            4;name=value
            seco
            2
            nd
            0
            Trailer: dropped

            """;

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 7, 1000})
    void answersFollowEachOtherHoweverTheBytesArrive(int atOnce) throws IOException {
        AnswerReader reader = reader(TWO_ANSWERS, atOnce);

        Answer first = reader.read();
        assertThat(first.status()).isEqualTo(202);
        assertThat(first.text()).isEqualTo("first");
        assertThat(first.header("Content-Type")).hasValue("application/json");
        assertThat(reader.reusable()).isTrue();

        Answer second = reader.read();
        assertThat(second.status()).isEqualTo(409);
        assertThat(second.text()).isEqualTo("second");
        assertThat(second.retryAfter()).hasValue(Duration.ofSeconds(3));
        assertThat(reader.reusable()).isTrue();
        assertThat(reader.received()).isEqualTo(wire(TWO_ANSWERS).length);
    }

    @Test
    void anAnswerWithoutALengthEndsWithItsConnection() throws IOException {
        AnswerReader reader = reader("HTTP/1.1 200 OK\n\nall of it", 3);

        assertThat(reader.read().text()).isEqualTo("all of it");
        assertThat(reader.reusable()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "HTTP/1.1 200 OK\nConnection: close\nContent-Length: 2\n\nok",
                "HTTP/1.1 200 OK\nConnection: x, Close\nContent-Length: 2\n\nok",
                "HTTP/1.0 200 OK\nContent-Length: 2\n\nok"
            })
    void aConnectionThatTheServerClosesIsNotUsedAgain(String answer) throws IOException {
        AnswerReader reader = reader(answer, 1000);

        assertThat(reader.read().text()).isEqualTo("ok");
        assertThat(reader.reusable()).isFalse();
    }

    @Test
    void anAnswerWithoutABodyLeavesTheConnectionUsable() throws IOException {
        AnswerReader reader =
                reader("HTTP/1.1 204 No Content\n\nHTTP/1.1 304 Not Modified\nContent-Length: 9\n\n", 1000);

        assertThat(reader.read().body()).isEmpty();
        assertThat(reader.reusable()).isTrue();
        assertThat(reader.read().status()).isEqualTo(304);
    }

    @Test
    void interimAnswersArePassedOver() throws IOException {
        AnswerReader reader = reader("HTTP/1.1 100 Continue\n\nHTTP/1.1 413 Too Large\nContent-Length: 0\n\n", 1000);

        assertThat(reader.read().status()).isEqualTo(413);
    }

    @Test
    void aBodyLargerThanTheBufferIsReadWhole() throws IOException {
        String body = "x".repeat(100_000);

        assertThat(reader("HTTP/1.1 200 OK\nContent-Length: 100000\n\n" + body, 900)
                        .read()
                        .text())
                .isEqualTo(body);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "HTTP/1.1 200 OK\nContent-Le",
                "HTTP/1.1 200 OK\nContent-Length: 5\n\nfour",
                "HTTP/1.1 200 OK\nTransfer-Encoding: chunked\n\n5\nabc",
                "HTTP/1.1 200 OK\nTransfer-Encoding: chunked\n\n3\nabc\n"
            })
    void anAnswerThatIsCutOffIsNoAnswer(String cut) {
        assertThatThrownBy(() -> reader(cut, 1000).read()).isInstanceOf(EOFException.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SSH-2.0-OpenSSH\n\n",
                "HTTP/2 200\n\n",
                "HTTP/1.1 2000 OK\n\n",
                "HTTP/1.1 101 Switching Protocols\n\n",
                "HTTP/1.1 200 OK\nno header\n\n",
                "HTTP/1.1 200 OK\nContent-Length: -1\n\n",
                "HTTP/1.1 200 OK\nContent-Length: +1\n\nx",
                "HTTP/1.1 200 OK\nContent-Length: many\n\n",
                "HTTP/1.1 200 OK\nContent-Length: 99999999999\n\n",
                "HTTP/1.1 200 OK\nContent-Length: 1\nContent-Length: 2\n\nxx",
                "HTTP/1.1 200 OK\nTransfer-Encoding: gzip\n\n",
                "HTTP/1.1 200 OK\nTransfer-Encoding: chunked\n\nxyz\n",
                "HTTP/1.1 200 OK\nTransfer-Encoding: chunked\n\n2\nabc\n"
            })
    void anAnswerWithoutClearBoundsIsRefused(String unclear) {
        assertThatThrownBy(() -> reader(unclear, 1000).read()).isInstanceOf(ProtocolException.class);
    }

    /** Makes a reader of text, whose line feeds stand for CR LF, that gets at most so many bytes at once. */
    private static AnswerReader reader(String text, int atOnce) {
        InputStream bytes = new ByteArrayInputStream(wire(text));
        return new AnswerReader(new FilterInputStream(bytes) {
            @Override
            public int read(byte[] into, int from, int size) throws IOException {
                return super.read(into, from, Math.min(size, atOnce));
            }
        });
    }

    private static byte[] wire(String text) {
        return text.replace("\n", "\r\n").getBytes(StandardCharsets.ISO_8859_1);
    }
}
