package io.firstcome.systemtest;

import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.firstcome.localstack.backend.Mailbox;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** People with addresses, who log in by the code in their mail. */
final class People {

    private static final Pattern CODE = Pattern.compile("\\b(\\d{6})\\b");

    private People() {}

    static String newAddress() {
        return "user-" + UUID.randomUUID().toString().substring(0, 12) + "@system-test.firstcome.local";
    }

    /** Logs in by mail; gives the tokens. */
    static JsonNode logIn(String address) {
        Api gateway = Api.gateway();
        // A code was perhaps sent a moment ago.
        await().atMost(Duration.ofSeconds(10)).until(() -> {
            int status = gateway.post("/api/auth/send-verification-code", Map.of("email", address))
                    .status();
            return status == 202;
        });
        String code = code(address);
        return gateway.post("/api/auth/verify-code", Map.of("email", address, "code", code))
                .expect(200)
                .body();
    }

    static String token(String address) {
        return logIn(address).get("accessToken").asText();
    }

    static String admin() {
        return Tokens.admin();
    }

    /** The code in the newest mail to the address. */
    static String code(String address) {
        await().atMost(Duration.ofSeconds(10)).until(() -> !mails(address).isEmpty());
        Matcher code = CODE.matcher(mails(address).getFirst().text());
        if (!code.find()) {
            throw new AssertionError("no code in the mail");
        }
        return code.group(1);
    }

    static List<Mailbox.Mail> mails(String address) {
        return RunningSuite.suite().backends().mailbox().messagesTo(address);
    }

    /** Makes an event that is open now; gives its id. */
    static long openEvent(String name, long quantity) {
        return event(name, Instant.now().minusSeconds(1), Instant.now().plusSeconds(3600), quantity);
    }

    static long event(String name, Instant opensAt, Instant closesAt, long quantity) {
        Map<String, Object> event = Map.of(
                "name", name, "opensAt", opensAt.toString(), "closesAt", closesAt.toString(), "quantity", quantity);
        // A first call may take longer than it is waited for, on a busy machine.
        return await().atMost(Duration.ofSeconds(30))
                .until(
                        () -> Api.gateway().token(admin()).post("/api/admin/events", event),
                        made -> made.status() != 503)
                .expect(201)
                .body()
                .get("id")
                .asLong();
    }
}
