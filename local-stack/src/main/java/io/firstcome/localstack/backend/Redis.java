package io.firstcome.localstack.backend;

/** A running Redis, append-only file on, that refuses writes rather than evicting keys. */
public interface Redis extends Backend {

    /** For example {@code redis://127.0.0.1:6379}. */
    String url();
}
