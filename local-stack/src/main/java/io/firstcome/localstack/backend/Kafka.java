package io.firstcome.localstack.backend;

/** A running Kafka of one node, topics are made by whoever needs them. */
public interface Kafka extends Backend {

    /** {@code host:port}. */
    String bootstrapServers();
}
