package io.firstcome.gateway.connection;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.util.ReferenceCountUtil;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** Counts a connection for as long as it is open. One too many is told so when it asks for something, and closed, soon in any case. */
final class Counted extends ChannelInboundHandlerAdapter {

    private static final String TOO_MANY =
            "HTTP/1.1 503 Service Unavailable\r\nRetry-After: %d\r\nContent-Length: 0\r\n"
                    + "Cache-Control: no-store\r\nConnection: close\r\n\r\n";
    private static final int MAX_RETRY_SECONDS = 4;
    private static final int PATIENCE_SECONDS = 2;

    private final AtomicInteger open;
    private final int max;
    private boolean tooMany;
    private boolean told;

    /** @param open shared by all connections of the server */
    Counted(AtomicInteger open, int max) {
        this.open = open;
        this.max = max;
    }

    @Override
    public void channelActive(ChannelHandlerContext context) {
        tooMany = open.incrementAndGet() > max;
        if (tooMany) {
            context.executor().schedule(() -> context.close(), PATIENCE_SECONDS, TimeUnit.SECONDS);
        }
        context.fireChannelActive();
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        open.decrementAndGet();
        context.fireChannelInactive();
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        if (!tooMany) {
            context.fireChannelRead(message);
            return;
        }
        ReferenceCountUtil.release(message);
        if (!told) {
            told = true;
            context.writeAndFlush(refusal()).addListener(ChannelFutureListener.CLOSE);
        }
    }

    private static ByteBuf refusal() {
        int seconds = 1 + ThreadLocalRandom.current().nextInt(MAX_RETRY_SECONDS);
        return Unpooled.copiedBuffer(TOO_MANY.formatted(seconds), StandardCharsets.US_ASCII);
    }
}
