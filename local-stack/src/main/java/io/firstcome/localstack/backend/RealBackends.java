package io.firstcome.localstack.backend;

import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * On a test class: these backends run before its tests, and before Spring's context is loaded, and the service's settings (system properties of
 * the names {@code FIRSTCOME_…}, {@code SERVER_PORT=0}, {@code eureka.client.enabled=false}) lead to them. They are those of
 * {@link Backends#shared()}: the same for all test classes of a JVM.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Inherited
@ExtendWith(RealBackendsExtension.class)
public @interface RealBackends {
    Part[] value();
}
