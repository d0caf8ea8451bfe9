package io.firstcome.localstack.launch;

import io.firstcome.localstack.backend.Home;
import io.firstcome.localstack.backend.PidFile;
import java.nio.file.Path;

/**
 * Where things are.
 *
 * @param repository the clone: the services' jars are in its folders
 * @param apps the services, unpacked; may be used by several suites
 * @param local all else that a suite writes
 */
record Layout(Path repository, Path apps, Path local) {

    /** Everything under {@code .local/} of the clone. */
    static Layout of(Path repository) {
        var local = repository.resolve(".local");
        return new Layout(repository, local.resolve("apps"), local);
    }

    /** Backends' data and logs. */
    Home home() {
        return new Home(data(), logs(), new PidFile(local.resolve("pids")));
    }

    Path data() {
        return local.resolve("data");
    }

    Path logs() {
        return local.resolve("logs");
    }

    Path log(Service service, int instance) {
        return logs().resolve(service.id() + "-" + instance + ".log");
    }

    /** An instance's own place for temporary files: a killed JVM leaves some. */
    Path temporary(Service service, int instance) {
        return local.resolve("tmp").resolve(service.id() + "-" + instance);
    }

    Path lock() {
        return local.resolve("lock");
    }

    Path signingKey() {
        return local.resolve("signing-key.pem");
    }

    Path secrets() {
        return local.resolve("secrets.env");
    }
}
