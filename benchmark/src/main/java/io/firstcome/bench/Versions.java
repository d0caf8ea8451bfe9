package io.firstcome.bench;

import io.firstcome.bench.redis.RedisWire;
import io.firstcome.localstack.backend.Database;
import java.io.IOException;
import java.sql.SQLException;
import org.apache.kafka.common.utils.AppInfoParser;
import org.springframework.boot.SpringBootVersion;

/** What was measured with. */
public record Versions(String jdk, String boot, String redis, String kafka, String database) {

    /** Asks the running ones. */
    public static Versions of(RedisWire redis, Database database) throws IOException, SQLException {
        var info = (String) redis.call("INFO", "server");
        return new Versions(
                System.getProperty("java.vm.version"),
                SpringBootVersion.getVersion(),
                info.replaceAll("(?s).*redis_version:(\\S+).*", "$1"),
                AppInfoParser.getVersion(),
                version(database));
    }

    private static String version(Database database) throws SQLException {
        try (var connection = database.connect("notification")) {
            return connection.getMetaData().getDatabaseProductVersion();
        }
    }

    @Override
    public String toString() {
        return "JDK %s, Spring Boot %s, Redis %s, Kafka %s, database %s".formatted(jdk, boot, redis, kafka, database);
    }
}
