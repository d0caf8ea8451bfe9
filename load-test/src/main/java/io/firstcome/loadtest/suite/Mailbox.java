package io.firstcome.loadtest.suite;

import com.fasterxml.jackson.databind.JsonNode;
import io.firstcome.loadtest.http.Answer;
import io.firstcome.loadtest.http.Request;
import io.firstcome.loadtest.lane.Lanes;
import java.io.IOException;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The local mailbox, read through the part of Mailpit's API that it has. */
public final class Mailbox {

    /** The mailbox keeps the newest so many mails. */
    public static final int BOUND = 20_000;

    private static final int PAGE = 500;
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private final Lanes lanes;

    public Mailbox(Lanes lanes) {
        this.lanes = lanes;
    }

    /** Mails about one event: how many, and to how many different addresses. */
    public record Found(int mails, int recipients) {}

    /**
     * Counts the mails whose subject or beginning has the text.
     *
     * @throws IOException when the mailbox cannot be read
     */
    public Found about(String text) throws IOException, InterruptedException {
        Set<String> mails = new HashSet<>();
        Set<String> recipients = new HashSet<>();
        JsonNode messages = page(0);
        // By what came, not by what was asked for: a mailbox may give less at once. It ends with an empty page.
        for (int start = 0; start < BOUND && !messages.isEmpty(); messages = page(start)) {
            for (JsonNode message : messages) {
                String shown = message.path("Subject").asText() + " "
                        + message.path("Snippet").asText();
                if (shown.contains(text) && mails.add(message.path("ID").asText())) {
                    message.path("To")
                            .forEach(to -> recipients.add(to.path("Address").asText()));
                }
            }
            start += messages.size();
        }
        return new Found(mails.size(), recipients.size());
    }

    private JsonNode page(int start) throws IOException, InterruptedException {
        Call call = new Call(Request.get("/api/v1/messages?limit=" + PAGE + "&start=" + start), PATIENCE);
        lanes.run(List.of(call));
        Answer answer = call.result();
        JsonNode messages = Json.tree(answer.body()).path("messages");
        if (answer.status() != 200 || !messages.isArray()) {
            throw new IOException("it answers " + answer.status());
        }
        return messages;
    }
}
