package io.firstcome.gateway;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;

/** Starts the gateway. */
@SpringBootApplication
@ConfigurationPropertiesScan
public class GatewayApplication {

    private static final String LAST_FLUSH = "reactor.netty.http.server.lastFlushWhenNoRead";

    /**
     * Reactor Netty 1.2.18 sometimes stops reading a keep-alive connection whose next request comes before the previous one is
     * wholly over (reactor-netty issue 4361): a herd's requests then hang. With the last flush put off until reading is done,
     * a request never meets its predecessor. It covers clients that wait for an answer before they ask again; one that
     * pipelines can still meet it, and only itself suffers. To be taken out with the version that mends it.
     */
    static {
        if (System.getProperty(LAST_FLUSH) == null) {
            System.setProperty(LAST_FLUSH, "true");
        }
    }

    public static void main(String[] args) {
        SpringApplication.run(GatewayApplication.class, args);
    }
}
