package io.firstcome.loadtest.blast;

import io.firstcome.loadtest.http.Request;

/** Requests with no header that they do not need, ready for the wire. */
public final class Requests {

    private Requests() {}

    /**
     * Returns a GET.
     *
     * @param path   path and query as they stand in the request line
     * @param host   value of the Host header, such as {@code localhost:8080}
     * @param bearer access token, or null
     */
    public static byte[] get(String path, String host, String bearer) {
        return withToken(Request.get(path), bearer).whole(host);
    }

    /**
     * Returns a POST.
     *
     * @param path   path and query as they stand in the request line
     * @param host   value of the Host header, such as {@code localhost:8080}
     * @param bearer access token, or null
     * @param json   the body, or null for an empty one
     */
    public static byte[] post(String path, String host, String bearer, String json) {
        Request request = withToken(Request.post(path), bearer);
        return (json == null ? request : request.json(json)).whole(host);
    }

    private static Request withToken(Request request, String bearer) {
        return bearer == null ? request : request.bearer(bearer);
    }
}
