package io.firstcome.localstack.launch;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.firstcome.localstack.backend.Folders;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Collections;
import java.util.HexFormat;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.jar.JarFile;

/** Unpacks the services' jars, once per build: a JVM starts faster from plain jars, and only then can it use a {@link StartArchive}. */
final class Apps {
    private final Layout layout;
    private final boolean recording;
    private final Map<Service, App> unpacked = new ConcurrentHashMap<>();

    /** @param recording whether the JVMs are to write down what they learn */
    Apps(Layout layout, boolean recording) {
        this.layout = layout;
        this.recording = recording;
    }

    /** The unpacked service of the present build. Several instances and several suites may ask at once. */
    App of(Service service) {
        return unpacked.computeIfAbsent(service, this::find);
    }

    private App find(Service service) {
        var jar = jarOf(service);
        try {
            var folder = layout.apps().resolve(service.id()).resolve(fingerprint(jar));
            if (!Files.exists(folder)) {
                Files.createDirectories(folder.getParent());
                try (var channel = FileChannel.open(
                                folder.resolveSibling("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                        var lock = channel.lock()) {
                    if (!Files.exists(folder)) {
                        unpack(jar, folder);
                    }
                }
            }
            return new App(service, folder.resolve(jar.getFileName()).toAbsolutePath(), recording);
        } catch (IOException e) {
            throw new LaunchException("cannot unpack " + jar + ": " + e.getMessage(), e);
        }
    }

    /** @throws LaunchException when there is no build of it */
    void requireBuilt(Service service) {
        jarOf(service);
    }

    /** Deletes what was unpacked of earlier builds; only for whoever is alone on the folder. */
    void forgetEarlierBuilds(App current) {
        try (var folders = Files.newDirectoryStream(current.folder().getParent(), Files::isDirectory)) {
            for (var folder : folders) {
                if (!folder.getFileName().equals(current.folder().getFileName())) {
                    Folders.delete(folder);
                }
            }
        } catch (IOException e) {
            throw new LaunchException("cannot tidy " + current.folder().getParent() + ": " + e.getMessage(), e);
        }
    }

    private Path jarOf(Service service) {
        var target = layout.repository().resolve(service.id()).resolve("target");
        try (var jars = Files.newDirectoryStream(target, service.id() + "-*-exec.jar")) {
            for (var jar : jars) {
                return jar;
            }
        } catch (IOException e) {
            throw new LaunchException(service.id() + " is not built: no " + target, e);
        }
        throw new LaunchException(service.id() + " is not built: no *-exec.jar in " + target);
    }

    /** Of the content; the build gives all jars the same date. */
    private static String fingerprint(Path jar) throws IOException {
        try (var file = new JarFile(jar.toFile())) {
            var digest = MessageDigest.getInstance("SHA-256");
            for (var entry : Collections.list(file.entries())) {
                digest.update((entry.getName() + " " + entry.getCrc() + " " + entry.getSize() + "\n").getBytes(UTF_8));
            }
            return HexFormat.of().formatHex(digest.digest(), 0, 8);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void unpack(Path jar, Path folder) throws IOException {
        var unfinished = folder.resolveSibling(folder.getFileName() + ".unfinished");
        Folders.delete(unfinished);
        var log = folder.resolveSibling("unpack.log");
        var process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx64m",
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "-Djarmode=tools",
                        "-jar",
                        jar.toAbsolutePath().toString(),
                        "extract",
                        "--destination",
                        unfinished.toAbsolutePath().toString())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        try {
            if (!process.waitFor(1, TimeUnit.MINUTES) || process.exitValue() != 0) {
                process.destroyForcibly();
                throw new IOException("see " + log);
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
        Files.delete(log);
        Files.move(unfinished, folder, StandardCopyOption.ATOMIC_MOVE);
    }
}
