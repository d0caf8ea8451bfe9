package io.firstcome.auth;

import io.swagger.v3.oas.annotations.OpenAPIDefinition;
import io.swagger.v3.oas.annotations.enums.SecuritySchemeType;
import io.swagger.v3.oas.annotations.info.Info;
import io.swagger.v3.oas.annotations.security.SecurityScheme;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.scheduling.annotation.EnableScheduling;

/** Who people are, and the tokens that prove it. */
@SpringBootApplication
@ConfigurationPropertiesScan
@EnableScheduling
@OpenAPIDefinition(
        info =
                @Info(
                        title = "Firstcome: auth-service",
                        version = "v1",
                        description = "Log in by a code sent to your e-mail address; get, renew and end tokens. "
                                + "Errors are RFC 9457 problems with a stable `code`."))
@SecurityScheme(
        name = AuthApplication.ACCESS_TOKEN,
        type = SecuritySchemeType.HTTP,
        scheme = "bearer",
        bearerFormat = "JWT")
public class AuthApplication {

    /** Name of the security scheme in the API description. */
    public static final String ACCESS_TOKEN = "accessToken";

    public static void main(String[] args) {
        SpringApplication.run(AuthApplication.class, args);
    }
}
