package io.firstcome.gateway.request;

import io.netty.channel.ChannelHandler.Sharable;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOutboundHandlerAdapter;
import io.netty.channel.ChannelPromise;
import io.netty.handler.codec.http.LastHttpContent;
import org.springframework.boot.web.embedded.netty.NettyReactiveWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.stereotype.Component;
import reactor.netty.NettyPipeline;

/**
 * Asks for the next request of a connection when a response has gone out.
 *
 * <p>Reactor Netty 1.2.18 puts a request into a queue when it arrives before the response to the one before is wholly done with,
 * which a prompt client manages without pipelining. When that queue runs empty it may forget to read on, and the
 * connection hangs for good (reactor-netty issue 4361). One more read where one is wanted already costs nothing. To be
 * taken out with the version that mends it.
 */
@Component
final class KeepReading implements WebServerFactoryCustomizer<NettyReactiveWebServerFactory> {

    @Override
    public void customize(NettyReactiveWebServerFactory factory) {
        factory.addServerCustomizers(server -> server.doOnChannelInit((observer, channel, address) ->
                channel.pipeline().addBefore(NettyPipeline.HttpTrafficHandler, "keepReading", Handler.INSTANCE)));
    }

    @Sharable
    private static final class Handler extends ChannelOutboundHandlerAdapter {

        static final Handler INSTANCE = new Handler();

        @Override
        public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) {
            if (message instanceof LastHttpContent) {
                ChannelPromise done = promise.unvoid();
                // Afterwards, so that Reactor Netty has done first what it does at the end of a response.
                done.addListener(sent -> context.executor().execute(context.channel()::read));
                context.write(message, done);
            } else {
                context.write(message, promise);
            }
        }
    }
}
