package io.firstcome.localstack.launch;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A service ready to be started.
 *
 * @param jar the unpacked application's jar; its libraries lie beside it
 * @param recording whether its JVM writes down what it learns, instead of using what one has learnt before
 */
record App(Service service, Path jar, boolean recording) {

    /** The command that runs it. */
    List<String> command() {
        var command = new ArrayList<>(java());
        if (recording) {
            command.addAll(StartArchive.ofHerd(this).recordFlags());
        } else {
            StartArchive.best(this).ifPresent(archive -> command.add(archive.useFlag()));
        }
        command.addAll(program());
        return command;
    }

    /** The JVM and its flags. */
    List<String> java() {
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(JvmFlags.of(service));
        return command;
    }

    /** What the JVM runs. */
    List<String> program() {
        return List.of("-jar", jar.toString());
    }

    Path folder() {
        return jar.getParent();
    }
}
