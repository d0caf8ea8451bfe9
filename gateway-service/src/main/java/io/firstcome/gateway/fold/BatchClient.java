package io.firstcome.gateway.fold;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.ObjectWriter;
import io.firstcome.contracts.fold.FoldedAnswer;
import io.firstcome.contracts.fold.FoldedCall;
import io.firstcome.kit.trace.Step;
import io.firstcome.kit.trace.Traces;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Objects;
import org.springframework.http.MediaType;
import org.springframework.web.reactive.function.client.WebClient;
import reactor.core.publisher.Mono;

/** Sends a batch to the service that answers it. One call, never repeated: nobody knows what came of one that failed. */
final class BatchClient {

    private final WebClient client;
    private final String uri;
    private final ObjectWriter writer;
    private final ObjectReader reader;
    private final Traces traces;

    /**
     * @param client finds services in the registry and shows the service token
     * @param uri    {@code http://<service><path>}
     * @param traces of the calls that are traced
     */
    BatchClient(WebClient client, String uri, ObjectMapper json, Traces traces) {
        this.client = client;
        this.uri = uri;
        this.writer = json.writerFor(new TypeReference<List<FoldedCall>>() {});
        this.reader = json.readerFor(new TypeReference<List<FoldedAnswer>>() {});
        this.traces = traces;
    }

    /** Returns the answers, in the order of the calls as far as the service keeps it; fails when there is no usable reply. */
    Mono<List<FoldedAnswer>> send(List<FoldedCall> calls) {
        Step step = traces.isOn() ? step(calls) : Step.NONE;
        Mono<List<FoldedAnswer>> answers = client.post()
                .uri(uri)
                .contentType(MediaType.APPLICATION_JSON)
                .headers(headers -> {
                    if (step.isTraced()) {
                        headers.set(Traces.HEADER, step.parent());
                    }
                })
                .bodyValue(write(calls))
                .retrieve()
                .bodyToMono(byte[].class)
                .map(this::read);
        return step.isTraced() ? answers.doOnError(step::failed).doFinally(end -> step.close()) : answers;
    }

    /** A batch is a step in the trace of the first of its calls that is traced; it names the other ones. */
    private Step step(List<FoldedCall> calls) {
        List<String> traced =
                calls.stream().map(FoldedCall::trace).filter(Objects::nonNull).toList();
        return traced.isEmpty()
                ? Step.NONE
                : traces.follow("batch", traced.getFirst(), traced.subList(1, traced.size()))
                        .with("batch.size", calls.size());
    }

    private byte[] write(List<FoldedCall> calls) {
        try {
            return writer.writeValueAsBytes(calls);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    private List<FoldedAnswer> read(byte[] reply) {
        try {
            List<FoldedAnswer> answers = reader.readValue(reply);
            for (FoldedAnswer answer : answers) {
                if (answer == null || answer.status() < 200 || answer.status() > 599) {
                    throw new IllegalStateException("a reply with an answer that is none: " + answer);
                }
            }
            return answers;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
