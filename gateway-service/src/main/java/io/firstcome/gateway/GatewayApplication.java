package io.firstcome.gateway;

import io.firstcome.gateway.connection.Connections;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.scheduling.annotation.EnableScheduling;

/** Starts the gateway. */
@SpringBootApplication
@ConfigurationPropertiesScan
@EnableScheduling
public class GatewayApplication {

    public static void main(String[] args) {
        Connections.acceptOnAThreadOfItsOwn();
        SpringApplication.run(GatewayApplication.class, args);
    }
}
