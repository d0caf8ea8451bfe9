package io.firstcome.localstack.backend;

import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;

/** How Kafka's JVM is started. */
final class KafkaJvm {
    /** What Kafka needs of a class path that may be a whole service's: less to open, and the same in every module. */
    private static final Pattern NEEDED =
            Pattern.compile("(kafka|scala-|zstd-jni|lz4-java|snappy-java|pcollections|caffeine"
                    + "|argparse4j|commons-validator|commons-cli|jackson-|paranamer|jopt-simple|jose4j|metrics-core|zookeeper"
                    + "|audience-annotations|slf4j-api|logback-).*\\.jar");

    private KafkaJvm() {}

    static List<String> command(Path settings, Path logging) {
        return List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                // One broker for one machine: it holds what is in flight, the page cache holds the rest.
                "-Xms96m",
                "-Xmx256m",
                "-Xss512k",
                "-XX:MaxDirectMemorySize=96m",
                "-XX:ReservedCodeCacheSize=64m",
                "-XX:+UseSerialGC",
                "-XX:+ExitOnOutOfMemoryError",
                "-Dlogback.configurationFile=" + logging.toUri(),
                "-cp",
                ClassPath.of(name -> NEEDED.matcher(name).matches()),
                "kafka.Kafka",
                settings.toString());
    }
}
