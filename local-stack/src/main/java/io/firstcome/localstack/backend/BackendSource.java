package io.firstcome.localstack.backend;

import java.nio.file.Path;

/** Where {@link Backends} gets its parts from. */
interface BackendSource extends AutoCloseable {

    /** What the system property asks for. */
    static BackendSource chosen(String choice) {
        return switch (choice) {
            case "embedded" -> new EmbeddedSource();
            case "docker" -> DockerSource.connect();
            default ->
                throw new IllegalArgumentException(
                        Backends.CHOICE + " is '" + choice + "', it can be embedded or docker");
        };
    }

    /** Starts a part; called once per part, by several threads at once. */
    Backend start(Part part);

    /** A folder for files, deleted at the end. */
    Path folder();

    @Override
    void close();
}
