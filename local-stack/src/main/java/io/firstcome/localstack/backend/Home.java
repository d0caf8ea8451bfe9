package io.firstcome.localstack.backend;

import java.nio.file.Path;

/**
 * Where backends keep their things.
 *
 * @param data each backend has a folder of its own in it
 * @param logs each backend has a file of its own in it
 * @param pids where started processes are written down
 */
public record Home(Path data, Path logs, PidFile pids) {

    /** Data, logs and pids under one folder. */
    public static Home under(Path folder) {
        return new Home(folder.resolve("data"), folder.resolve("logs"), new PidFile(folder.resolve("pids")));
    }

    Path data(String name) {
        return data.resolve(name);
    }

    Path log(String name) {
        return logs.resolve(name + ".log");
    }
}
