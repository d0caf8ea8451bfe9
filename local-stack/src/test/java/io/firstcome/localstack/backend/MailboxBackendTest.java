package io.firstcome.localstack.backend;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.firstcome.localstack.backend.Mailbox.Mail;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class MailboxBackendTest {
    private final MailboxBackend mailbox = MailboxBackend.start(FreePorts.next(), FreePorts.next());

    @AfterEach
    void close() {
        mailbox.close();
        assertThat(Sockets.listens(mailbox.smtpPort())).isFalse();
    }

    @Test
    void givesTestsWhatWasSent() throws Exception {
        Mails.send(mailbox.smtpPort(), "kim@example.com", "인증 코드", "코드: 123456", "<b>코드</b>");

        assertThat(mailbox.messagesTo("KIM@example.com"))
                .containsExactly(new Mail(
                        "no-reply@firstcome.local", List.of("kim@example.com"), "인증 코드", "코드: 123456", "<b>코드</b>"));
        assertThat(mailbox.messagesTo("lee@example.com")).isEmpty();
    }

    @Test
    void answersMailpitsQuestionsNewestFirst() throws Exception {
        Mails.send(
                mailbox.smtpPort(), List.of("a@example.com", "b@example.com", "c@example.com"), "Hi", "Text", "Html");

        var page = get("/api/v1/messages?limit=2&start=0");
        assertThat(page.path("total").asInt()).isEqualTo(3);
        assertThat(page.path("messages_count").asInt()).isEqualTo(3);
        assertThat(page.path("messages")).hasSize(2);
        var newest = page.path("messages").get(0);
        assertThat(newest.path("To").get(0).path("Address").asText()).isEqualTo("c@example.com");
        assertThat(newest.path("From").path("Name").asText()).isEqualTo("Firstcome");
        assertThat(newest.path("Snippet").asText()).isEqualTo("Text");
        assertThat(newest.path("Size").asInt()).isPositive();

        var whole = get("/api/v1/message/" + newest.path("ID").asText());
        assertThat(whole.path("Subject").asText()).isEqualTo("Hi");
        assertThat(whole.path("Text").asText()).isEqualTo("Text");
        assertThat(whole.path("HTML").asText()).isEqualTo("Html");

        assertThat(get("/api/v1/search?query=to:b@example.com").path("messages"))
                .hasSize(1);
        assertThat(call("GET", "/api/v1/search?query=subject:Hi").statusCode()).isEqualTo(400);
        assertThat(call("GET", "/api/v1/message/999").statusCode()).isEqualTo(404);
        assertThat(call("DELETE", "/api/v1/messages").statusCode()).isEqualTo(200);
        assertThat(get("/api/v1/messages").path("total").asInt()).isZero();
    }

    @Test
    void isReadByTheClientThatReadsMailpit() throws Exception {
        Mails.send(mailbox.smtpPort(), List.of("a@example.com", "b@example.com"), "Hi", "Text", "Html");
        var client = new MailpitClient(mailbox.url());

        assertThat(client.count()).isEqualTo(2);
        assertThat(client.messagesTo("a@example.com")).isEqualTo(mailbox.messagesTo("a@example.com"));
        client.clear();
        assertThat(mailbox.count()).isZero();
    }

    @Test
    void showsThemInABrowser() throws Exception {
        assertThat(call("GET", "/").body()).contains("<title>Mailbox</title>");
    }

    private JsonNode get(String path) throws Exception {
        return new ObjectMapper().readTree(call("GET", path).body());
    }

    private HttpResponse<String> call(String method, String path) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(URI.create(mailbox.url() + path))
                .method(method, HttpRequest.BodyPublishers.noBody())
                .build();
        return HttpClient.newHttpClient().send(request, BodyHandlers.ofString());
    }
}
