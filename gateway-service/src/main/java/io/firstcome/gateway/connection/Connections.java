package io.firstcome.gateway.connection;

import io.netty.channel.ChannelOption;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.boot.web.embedded.netty.NettyReactiveWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import reactor.netty.resources.LoopResources;

/** Makes the server ready for a crowd that connects at one moment, and bounds how many connections there are. */
@Component
public final class Connections implements WebServerFactoryCustomizer<NettyReactiveWebServerFactory> {

    private static final Logger log = LoggerFactory.getLogger(Connections.class);

    private final ConnectionProperties properties;
    private final AtomicInteger open = new AtomicInteger();

    Connections(ConnectionProperties properties) {
        this.properties = properties;
    }

    /**
     * Lets one thread do nothing but accept connections. Otherwise one of the threads that serve requests accepts sixteen at a time between
     * them, and under a herd the kernel's backlog runs over. To be called before the first use of Reactor Netty.
     */
    public static void acceptOnAThreadOfItsOwn() {
        System.setProperty("reactor.netty.ioSelectCount", "1");
    }

    @Override
    public void customize(NettyReactiveWebServerFactory factory) {
        factory.addServerCustomizers(server -> server.option(ChannelOption.SO_BACKLOG, properties.backlog())
                .doOnChannelInit((observer, channel, address) ->
                        channel.pipeline().addFirst("connections", new Counted(open, properties.max()))));
    }

    @EventListener(ApplicationReadyEvent.class)
    void tell() {
        log.info(
                "Up to {} connections, on {}, {} of them while not accepted if the kernel allows (net.core.somaxconn)",
                properties.max(),
                LoopResources.hasNativeSupport() ? "the system's native transport" : "Java NIO",
                properties.backlog());
    }
}
