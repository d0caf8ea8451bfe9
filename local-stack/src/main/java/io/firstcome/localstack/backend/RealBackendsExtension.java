package io.firstcome.localstack.backend;

import java.util.Optional;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.TestInstanceFactoryContext;
import org.junit.jupiter.api.extension.TestInstancePreConstructCallback;

/** Does what {@link RealBackends} says. */
final class RealBackendsExtension implements BeforeAllCallback, TestInstancePreConstructCallback {

    @Override
    public void beforeAll(ExtensionContext context) {
        start(context);
    }

    /** With one instance per class, Spring loads its context before {@code beforeAll}. */
    @Override
    public void preConstructTestInstance(TestInstanceFactoryContext factory, ExtensionContext context) {
        start(context);
    }

    private static void start(ExtensionContext context) {
        annotation(context.getRequiredTestClass())
                .ifPresent(
                        wanted -> Backends.shared().environment(wanted.value()).forEach(System::setProperty));
    }

    /** Also that of an enclosing class, for nested tests. */
    private static Optional<RealBackends> annotation(Class<?> test) {
        for (Class<?> type = test; type != null; type = type.getEnclosingClass()) {
            if (type.isAnnotationPresent(RealBackends.class)) {
                return Optional.of(type.getAnnotation(RealBackends.class));
            }
        }
        return Optional.empty();
    }
}
