package io.firstcome.systemtest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.firstcome.localstack.launch.Service;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What nobody should send: each gets its status and code, and changes nothing. */
class BadInputTest {

    private final Api gateway = Api.gateway();
    private final Api user = gateway.token(Tokens.stranger());
    private final Api admin = gateway.token(Tokens.admin());
    private long event;

    @BeforeEach
    void anEvent() {
        event = People.openEvent("Bad input", 5);
    }

    @AfterEach
    void nothingWasGranted() {
        assertThat(admin.get("/api/admin/event/stock?eventId=" + event)
                        .expect(200)
                        .body()
                        .get("granted")
                        .asLong())
                .isZero();
        assertThat(admin.get("/api/admin/event/stock?eventId=" + event)
                        .body()
                        .get("quantity")
                        .asLong())
                .isEqualTo(5);
    }

    @Test
    void anApplyThatCannotBeRead() {
        user.post("/api/event/apply", "{\"eventId\":").refused(400, "MALFORMED_REQUEST");
        user.send("POST", "/api/event/apply", "eventId=" + event, "application/x-www-form-urlencoded")
                .refused(415, "UNSUPPORTED_MEDIA_TYPE");
        user.post("/api/event/apply", Map.of("eventId", "one")).refused(400, "INVALID_INPUT");
        user.post("/api/event/apply", Map.of("eventId", List.of(event))).refused(400, "INVALID_INPUT");
        user.post("/api/event/apply", Map.of("eventId", 1.5)).refused(400, "INVALID_INPUT");
        user.post("/api/event/apply", "[]").refused(400, "INVALID_INPUT");
        user.post("/api/event/apply?eventId=abc").refused(400, "INVALID_INPUT");
        user.post("/api/event/apply?eventId=-1").refused(400, "INVALID_INPUT");
        user.post("/api/event/apply?eventId=" + "9".repeat(30)).refused(400, "INVALID_INPUT");
        user.post("/api/event/apply?eventId=999999999").refused(404, "UNKNOWN_EVENT");
        user.get("/api/event/status?eventId=999999999").refused(404, "UNKNOWN_EVENT");
        user.send("GET", "/api/event/apply?eventId=" + event, null, null).refused(405, "METHOD_NOT_ALLOWED");
    }

    @Test
    void aBodyOfAMegabyte() {
        user.post("/api/event/apply", "{\"eventId\":" + event + ",\"x\":\"" + "x".repeat(1 << 20) + "\"}")
                .refused(413, "BODY_TOO_LARGE");
        user.post("/api/auth/verify-code", "{\"email\":\"" + "x".repeat(1 << 20) + "\"}")
                .refused(413, "BODY_TOO_LARGE");
    }

    @Test
    void addressesAndCodes() {
        for (String bad : List.of(
                "",
                "anna",
                "anna@",
                "@example.com",
                "an na@example.com",
                "x".repeat(250) + "@a.kr",
                "a@b@c.kr",
                "anna@example.com\r\nBcc: all@example.com")) {
            gateway.post("/api/auth/send-verification-code", Map.of("email", bad))
                    .refused(400, "INVALID_INPUT");
        }
        gateway.post("/api/auth/send-verification-code", Map.of("email", 5)).refused(400, "INVALID_INPUT");
        gateway.post("/api/auth/send-verification-code", Map.of()).refused(400, "INVALID_INPUT");
        gateway.post("/api/auth/send-verification-code", "{").refused(400, "MALFORMED_REQUEST");
        gateway.send("POST", "/api/auth/send-verification-code", "x", "text/plain")
                .refused(415, "UNSUPPORTED_MEDIA_TYPE");

        String address = People.newAddress();
        gateway.post("/api/auth/send-verification-code", Map.of("email", address))
                .expect(202);
        Api.Answer again = gateway.post("/api/auth/send-verification-code", Map.of("email", address));
        again.refused(429, "TOO_MANY_REQUESTS");
        assertThat(again.header("Retry-After")).isPresent();
        String code = People.code(address);
        gateway.post("/api/auth/verify-code", Map.of("email", address, "code", "12a456"))
                .refused(400, "INVALID_INPUT");
        String wrong = code.equals("000000") ? "000001" : "000000";
        for (int i = 0; i < 5; i++) {
            gateway.post("/api/auth/verify-code", Map.of("email", address, "code", wrong))
                    .refused(400, "INVALID_CODE");
        }
        gateway.post("/api/auth/verify-code", Map.of("email", address, "code", code))
                .refused(400, "INVALID_CODE");
    }

    @Test
    void aCodeThatWasUsed() {
        String address = People.newAddress();
        gateway.post("/api/auth/send-verification-code", Map.of("email", address))
                .expect(202);
        String code = People.code(address);
        gateway.post("/api/auth/verify-code", Map.of("email", address, "code", code))
                .expect(200);
        gateway.post("/api/auth/verify-code", Map.of("email", address, "code", code))
                .refused(400, "INVALID_CODE");
    }

    @Test
    void tokensThatAreNotOurs() throws Exception {
        String path = "/api/event/apply?eventId=" + event;
        gateway.post(path).refused(401, "UNAUTHENTICATED");
        gateway.token("rubbish").post(path).refused(401, "INVALID_TOKEN");
        gateway.token(Tokens.expired()).post(path).refused(401, "INVALID_TOKEN");
        JsonNode jwk = gateway.get("/.well-known/jwks.json")
                .expect(200)
                .body()
                .get("keys")
                .get(0);
        String kid = jwk.get("kid").asText();
        KeyPairGenerator rsa = KeyPairGenerator.getInstance("RSA");
        rsa.initialize(2048);
        KeyPair other = rsa.generateKeyPair();
        gateway.token(forged(kid, "RS256", claims("firstcome"), other))
                .post(path)
                .refused(401, "INVALID_TOKEN");
        gateway.token(forged("other", "RS256", claims("firstcome"), other))
                .post(path)
                .refused(401, "INVALID_TOKEN");
        gateway.token(encode("{\"alg\":\"none\",\"kid\":\"" + kid + "\"}") + "." + encode(claims("firstcome")) + ".")
                .post(path)
                .refused(401, "INVALID_TOKEN");
        gateway.token(hs256(kid, claims("firstcome"), jwk.toString()))
                .post(path)
                .refused(401, "INVALID_TOKEN");
        String[] ours = Tokens.stranger().split("\\.");
        gateway.token(ours[0] + "." + encode(claims("elsewhere")) + "." + ours[2])
                .post(path)
                .refused(401, "INVALID_TOKEN");
        gateway.token(Tokens.stranger()).get("/api/admin/failures").refused(403, "FORBIDDEN");
    }

    @Test
    void aRefreshTokenUsedTwiceEndsItsFamily() {
        String first = People.logIn(People.newAddress()).get("refreshToken").asText();
        String second = gateway.post("/api/auth/refresh", Map.of("refreshToken", first))
                .expect(200)
                .body()
                .get("refreshToken")
                .asText();
        gateway.post("/api/auth/refresh", Map.of("refreshToken", first)).refused(401, "INVALID_REFRESH_TOKEN");
        gateway.post("/api/auth/refresh", Map.of("refreshToken", second)).refused(401, "INVALID_REFRESH_TOKEN");
        gateway.post("/api/auth/refresh", Map.of("refreshToken", "rubbish")).refused(401, "INVALID_REFRESH_TOKEN");
    }

    @Test
    void stockThatCannotBe() {
        for (Object bad : List.of(-1, 0, 10_000_001, "many", 1.5)) {
            admin.post("/api/admin/event/stock", Map.of("eventId", event, "count", bad))
                    .refused(400, "INVALID_INPUT");
        }
        admin.post("/api/admin/event/stock", Map.of("eventId", 999999999, "count", 5))
                .refused(404, "UNKNOWN_EVENT");
        user.post("/api/admin/event/stock", Map.of("eventId", event, "count", 50))
                .refused(403, "FORBIDDEN");
        gateway.post("/api/admin/event/stock", Map.of("eventId", event, "count", 50))
                .refused(401, "UNAUTHENTICATED");

        long other = People.openEvent("Below granted", 2);
        gateway.token(Tokens.stranger())
                .post("/api/event/apply?eventId=" + other)
                .expect(202);
        gateway.token(Tokens.stranger())
                .post("/api/event/apply?eventId=" + other)
                .expect(202);
        admin.post("/api/admin/event/stock", Map.of("eventId", other, "count", 1))
                .refused(409, "BELOW_GRANTED");
        gateway.token(Tokens.stranger())
                .post("/api/event/apply?eventId=" + other)
                .refused(409, "SOLD_OUT");
    }

    @Test
    void eventsThatCannotBe() {
        Instant now = Instant.now();
        Map<String, Object> request = new HashMap<>(Map.of(
                "name",
                "X",
                "opensAt",
                now.plusSeconds(60).toString(),
                "closesAt",
                now.plusSeconds(30).toString(),
                "quantity",
                1));
        admin.post("/api/admin/events", request).refused(400, "INVALID_INPUT");
        request.put("closesAt", "soon");
        admin.post("/api/admin/events", request).refused(400, "INVALID_INPUT");
        user.post("/api/admin/events", request).refused(403, "FORBIDDEN");
        admin.patch("/api/admin/events/" + event, Map.of("closesAt", "2001-01-01T00:00:00Z"))
                .refused(400, "INVALID_INPUT");
        admin.patch("/api/admin/events/999999999", Map.of("name", "Y")).refused(404, "UNKNOWN_EVENT");
    }

    @Test
    void whatIsInternalStaysInside() {
        for (String path : List.of(
                "/internal/folded/apply",
                "/internal/addresses",
                "/internal/rehearsal/accounts",
                "//internal/folded/apply",
                "/api/../internal/folded/apply",
                "/api/events/..%2f..%2finternal/folded/apply",
                "/internal;x=y/folded/apply",
                "/event-service/internal/folded/apply")) {
            int status = admin.post(path, "[]").status();
            assertThat(status).as(path).isIn(400, 404);
        }
        for (Service service : List.of(Service.AUTH, Service.EVENT, Service.STOCK, Service.NOTIFICATION)) {
            Api inside = new Api(RunningSuite.suite().urlOf(service, 1), Map.of());
            String path = switch (service) {
                case AUTH -> "/internal/addresses";
                case EVENT -> "/internal/folded/apply";
                default -> "/internal/events/" + event + "/claims/lookup";
            };
            inside.post(path, "{}").refused(401, "SERVICE_TOKEN_REQUIRED");
            inside.with("X-Service-Token", "wrong".repeat(10)).post(path, "{}").refused(401, "SERVICE_TOKEN_REQUIRED");
        }
        gateway.get("/actuator/env").refused(404, "NOT_FOUND");
        gateway.get("/nowhere").refused(404, "NOT_FOUND");
    }

    @Test
    void identityHeadersOfAClientHaveNoEffect() {
        Api pretender = gateway.with("X-User-Id", "1")
                .with("X-User-Roles", "ADMIN")
                .with("X-Service-Token", RunningSuite.suite().serviceToken())
                .with("X-Forwarded-For", "10.0.0.1");
        pretender.post("/api/event/apply?eventId=" + event).refused(401, "UNAUTHENTICATED");
        pretender.get("/api/admin/failures").refused(401, "UNAUTHENTICATED");
        pretender.token(Tokens.stranger()).get("/api/admin/failures").refused(403, "FORBIDDEN");
        pretender.post("/internal/addresses", Map.of("users", List.of(1))).refused(404, "NOT_FOUND");
    }

    @Test
    void anEventThatIsNotOpenPausedOrClosed() {
        long future = People.event(
                "Future", Instant.now().plusSeconds(600), Instant.now().plusSeconds(900), 1);
        user.post("/api/event/apply?eventId=" + future).refused(409, "NOT_OPEN");
        for (String state : List.of("PAUSED", "CLOSED")) {
            long halted = People.openEvent("Halted", 1);
            admin.patch("/api/admin/events/" + halted, Map.of("state", state)).expect(200);
            await().atMost(Duration.ofSeconds(20))
                    .until(() -> user.post("/api/event/apply?eventId=" + halted)
                            .body()
                            .path("code")
                            .asText()
                            .equals(state));
            user.post("/api/event/apply?eventId=" + halted).refused(409, state);
        }
    }

    @Test
    void titlesAreKoreanWhenAskedFor() {
        assertThat(gateway.korean()
                        .post("/api/event/apply?eventId=" + event)
                        .body()
                        .get("title")
                        .asText())
                .isEqualTo("로그인이 필요합니다");
    }

    private static String claims(String audience) {
        long now = Instant.now().getEpochSecond();
        return "{\"iss\":\"firstcome\",\"aud\":\"%s\",\"sub\":\"7\",\"roles\":[\"USER\",\"ADMIN\"],\"jti\":\"%s\",\"iat\":%d,\"exp\":%d}"
                .formatted(audience, UUID.randomUUID(), now, now + 600);
    }

    private static String forged(String kid, String alg, String claims, KeyPair keys) throws Exception {
        String content = encode("{\"alg\":\"" + alg + "\",\"kid\":\"" + kid + "\"}") + "." + encode(claims);
        Signature signature = Signature.getInstance("SHA256withRSA");
        signature.initSign(keys.getPrivate());
        signature.update(content.getBytes());
        return content + "." + Base64.getUrlEncoder().withoutPadding().encodeToString(signature.sign());
    }

    private static String hs256(String kid, String claims, String secret) throws Exception {
        String content = encode("{\"alg\":\"HS256\",\"kid\":\"" + kid + "\"}") + "." + encode(claims);
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(Arrays.copyOf(secret.getBytes(), 256), "HmacSHA256"));
        return content + "." + Base64.getUrlEncoder().withoutPadding().encodeToString(mac.doFinal(content.getBytes()));
    }

    private static String encode(String text) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes());
    }
}
