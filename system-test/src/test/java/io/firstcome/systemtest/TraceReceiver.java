package io.firstcome.systemtest;

import com.google.protobuf.ByteString;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.trace.v1.ResourceSpans;
import io.opentelemetry.proto.trace.v1.Span;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;

/** Takes traces as any back end would: OTLP over HTTP, in protobuf. Keeps them all; a run of the tests makes some ten thousand. */
final class TraceReceiver {

    /**
     * One step of a trace.
     *
     * @param service that took it
     * @param links   the ids of steps of other traces that it names
     */
    record Step(String service, String name, String trace, String id, String parent, List<String> links) {}

    private final Collection<Step> steps = new ConcurrentLinkedQueue<>();
    private final HttpServer server;

    private TraceReceiver(HttpServer server) {
        this.server = server;
    }

    /** Starts one on a free port; it ends with the JVM. */
    static TraceReceiver start() {
        try {
            HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            TraceReceiver receiver = new TraceReceiver(server);
            server.createContext("/v1/traces", receiver::take);
            server.setExecutor(Executors.newSingleThreadExecutor(
                    Thread.ofPlatform().daemon().factory()));
            server.start();
            return receiver;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/v1/traces";
    }

    /** Returns the steps of a name. */
    List<Step> named(String name) {
        return steps.stream().filter(step -> step.name.equals(name)).toList();
    }

    /** Returns what has come of a trace so far, as "service name", each once. */
    Collection<String> of(String trace) {
        return steps.stream()
                .filter(step -> step.trace.equals(trace))
                .map(step -> step.service + " " + step.name)
                .collect(Collectors.toSet());
    }

    private void take(HttpExchange call) throws IOException {
        try (call) {
            ExportTraceServiceRequest request = ExportTraceServiceRequest.parseFrom(call.getRequestBody());
            request.getResourceSpansList().forEach(this::take);
            call.sendResponseHeaders(200, -1);
        }
    }

    private void take(ResourceSpans some) {
        String service = some.getResource().getAttributesList().stream()
                .filter(attribute -> attribute.getKey().equals("service.name"))
                .map(attribute -> attribute.getValue().getStringValue())
                .findFirst()
                .orElse("?");
        some.getScopeSpansList().stream()
                .flatMap(scope -> scope.getSpansList().stream())
                .forEach(span -> steps.add(new Step(
                        service,
                        span.getName(),
                        hex(span.getTraceId()),
                        hex(span.getSpanId()),
                        hex(span.getParentSpanId()),
                        span.getLinksList().stream()
                                .map(Span.Link::getSpanId)
                                .map(TraceReceiver::hex)
                                .toList())));
    }

    private static String hex(ByteString id) {
        return HexFormat.of().formatHex(id.toByteArray());
    }
}
