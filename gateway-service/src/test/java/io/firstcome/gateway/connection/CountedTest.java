package io.firstcome.gateway.connection;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class CountedTest {

    private static final String REQUEST = "GET / HTTP/1.1\r\n\r\n";

    private final AtomicInteger open = new AtomicInteger();

    @Test
    void asManyAsAllowedAreServed() {
        EmbeddedChannel first = connect();
        first.writeInbound(request());
        assertThat((Object) first.readInbound()).as("the request, passed on").isNotNull();
        assertThat(first.isOpen()).isTrue();
    }

    @Test
    void oneTooManyIsToldToComeAgainAndClosed() {
        EmbeddedChannel first = connect();
        EmbeddedChannel second = connect();

        second.writeInbound(request(), request());

        assertThat((Object) second.readInbound()).isNull();
        assertThat(text(second.readOutbound()))
                .startsWith("HTTP/1.1 503 ")
                .containsPattern("Retry-After: [1-4]\r\n")
                .contains("Connection: close")
                .endsWith("\r\n\r\n");
        assertThat((Object) second.readOutbound()).as("told once").isNull();
        assertThat(second.isOpen()).isFalse();

        first.close();
        EmbeddedChannel third = connect();
        third.writeInbound(request());
        assertThat(third.isOpen()).as("there is room again").isTrue();
        assertThat(open).hasValue(1);
    }

    @Test
    void oneTooManyThatSaysNothingIsClosedSoon() {
        connect();
        EmbeddedChannel second = connect();
        second.advanceTimeBy(2, TimeUnit.SECONDS);
        second.runScheduledPendingTasks();
        assertThat(second.isOpen()).isFalse();
    }

    private EmbeddedChannel connect() {
        return new EmbeddedChannel(new Counted(open, 1));
    }

    private static ByteBuf request() {
        return Unpooled.copiedBuffer(REQUEST, StandardCharsets.US_ASCII);
    }

    private static String text(ByteBuf buffer) {
        return buffer.toString(StandardCharsets.US_ASCII);
    }
}
