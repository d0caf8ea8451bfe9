package io.firstcome.systemtest;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** The page people apply on, in a real browser. Its tests mostly wait, as people do, so they run at the same time. */
@InBrowser
class ApplicantPageTest {

    private static final String APPLY = "**/api/event/apply*";
    /** A tab that reads what another has replaced a moment ago does so in about one of ten. */
    private static final int RENEWALS = 20;

    private static final String ASKED_APPLY = "POST /api/event/apply";

    /** What a visitor reads. */
    private record Words(String ready, String apply, String rank, String mailed, String mail, String otherLanguage) {}

    private static final Words ENGLISH =
            new Words("You are ready", "Apply now", "You are number ", "Mail sent to you", "number", "한국어");
    private static final Words KOREAN = new Words("준비되었습니다", "지금 신청하기", "번째입니다", "확인 메일 발송 완료", "번째", "English");

    @Test
    @Execution(ExecutionMode.CONCURRENT)
    void theWholeStoryInTwoLanguagesFromTheListToTheMail() {
        long later = People.event(
                "Launch gift box for the first hundred",
                Instant.now().plusSeconds(97_000),
                Instant.now().plusSeconds(200_000),
                100);
        try (Visitor english = Visitor.english();
                Visitor korean = Visitor.korean()) {
            logsIn(english, later, "en");
            logsIn(korean, later, "ko");

            Instant opensAt = Instant.now().plusSeconds(8).truncatedTo(ChronoUnit.MILLIS);
            long event = People.event("가을 한정판 키보드 100대", opensAt, opensAt.plusSeconds(3600), 100);
            isReady(english, event, ENGLISH);
            isReady(korean, event, KOREAN);

            // Nothing is done until the button wakes up by itself; then one press of a key.
            english.page.waitForFunction("() => document.querySelector('.panel > button:not([aria-disabled])')");
            assertThat(Instant.now())
                    .as("by the clock: the page looks at the event every ten seconds")
                    .isBetween(opensAt.minusMillis(500), opensAt.plusSeconds(5));
            assertThat(english.page.evaluate("window.untouched"))
                    .as("not reloaded")
                    .isEqualTo(true);
            english.page.keyboard().press("Enter");
            korean.button().click();

            hasANumber(english, ENGLISH, "en");
            hasANumber(korean, KOREAN, "ko");
            english.page.reload();
            assertThat(english.stand()).containsText(ENGLISH.rank);

            changesTheLanguageAndLogsOut(english);
        }
    }

    private static void logsIn(Visitor visitor, long event, String language) {
        Page page = visitor.page;
        page.navigate("/");
        Locator link = page.locator("[data-event='" + event + "']");
        link.waitFor();
        visitor.look(language + "-list");
        link.click();
        page.locator("#email").waitFor();
        visitor.look(language + "-guest");

        page.locator("#email").fill("nobody");
        page.keyboard().press("Enter");
        assertThat(page.locator("#login-error")).not().isEmpty();
        page.locator("#email").fill(visitor.address);
        page.keyboard().press("Enter");
        page.locator("#code").waitFor();
        assertThat(page.locator("#code")).isFocused();

        String code = People.code(visitor.address);
        page.locator("#code").fill(code.equals("000000") ? "000001" : "000000");
        assertThat(page.locator("#login-error")).not().isEmpty();
        visitor.look(language + "-wrong-code");
        // As it comes from the mail, with words around it.
        page.locator("#code").fill("code: " + code.substring(0, 3) + " " + code.substring(3));
        visitor.button().waitFor();
        assertThat(visitor.button()).hasAttribute("aria-disabled", "true");
        assertThat(page.locator(".panel form")).hasCount(0);
        visitor.look(language + "-ready");
    }

    private static void isReady(Visitor visitor, long event, Words words) {
        visitor.open(event);
        visitor.page.evaluate("() => { window.untouched = true; }");
        assertThat(visitor.stand()).hasText(words.ready);
        visitor.button().focus();
        visitor.page.keyboard().press("Enter");
        assertThat(visitor.asked(ASKED_APPLY))
                .as("too early, and the button knows")
                .isZero();
    }

    private static void hasANumber(Visitor visitor, Words words, String language) {
        assertThat(visitor.stand()).hasText(Pattern.compile(".*[12].*"));
        assertThat(visitor.stand()).containsText(words.rank.strip());
        assertThat(visitor.stand()).isFocused();
        assertThat(visitor.page.locator(".steps")).containsText(words.mailed);
        visitor.look(language + "-number");
        assertThat(People.mails(visitor.address).getFirst().text()).contains(words.mail);
        JsonNode status = visitor.api()
                .get("/api/event/status?eventId=" + visitor.page.url().replaceAll(".*/", ""))
                .expect(200)
                .body();
        assertThat(visitor.stand().textContent()).contains(status.get("rank").asText());
    }

    private static void changesTheLanguageAndLogsOut(Visitor visitor) {
        Locator language = visitor.page.locator("#top [data-keep='language']");
        language.click();
        assertThat(visitor.stand()).containsText(KOREAN.rank);
        visitor.page.reload();
        assertThat(visitor.stand()).containsText(KOREAN.rank);
        assertThat(visitor.page.locator("html")).hasAttribute("lang", "ko");
        language.click();
        visitor.page.locator("#top [data-keep='out']").click();
        visitor.page.locator("#email").waitFor();
        assertThat(visitor.page.evaluate("localStorage.getItem('firstcome.session')"))
                .isNull();
    }

    @Test
    @Execution(ExecutionMode.CONCURRENT)
    void aDoublePressASecondTabARefreshAndTwoTabsAtOnceAreOnePlaceEach() {
        long event = People.openEvent("Pressed twice", 5);
        try (Visitor visitor = Visitor.loggedInAt(event)) {
            visitor.button().dblclick();
            assertThat(visitor.stand()).hasText("You are number 1");
            assertThat(visitor.asked(ASKED_APPLY)).isEqualTo(1);
            assertThat(visitor.tab().locator(".panel h2")).hasText("You are number 1");
        }
        try (Visitor visitor = Visitor.loggedInAt(event)) {
            Page second = visitor.tab();
            second.locator(".panel > button:not([aria-disabled])").waitFor();
            String press = "() => document.querySelector('.panel > button').click()";
            visitor.page.evaluate(press);
            second.evaluate(press);
            assertThat(visitor.stand()).hasText("You are number 2");
            assertThat(second.locator(".panel h2")).hasText("You are number 2");
        }
        try (Visitor visitor = Visitor.loggedInAt(event)) {
            // The request is under way for as long as the page is there.
            visitor.page.route(APPLY, route -> {});
            visitor.button().click();
            assertThat(visitor.stand()).hasText("Asking…");
            visitor.page.unroute(APPLY);
            visitor.page.reload();
            assertThat(visitor.stand()).hasText("You are number 3");
        }
        assertThat(claims(event)).isEqualTo(3);
    }

    @Test
    @Execution(ExecutionMode.CONCURRENT)
    void aLostAnswerAndACrowdedServiceAreAskedAgainUntilTheTruthIsThere() {
        long event = People.openEvent("Lost on the way", 2);
        try (Visitor visitor = Visitor.loggedInAt(event)) {
            // The request reaches the service, which grants a place; the answer never arrives.
            AtomicInteger granted = new AtomicInteger();
            visitor.page.route(APPLY, route -> {
                if (granted.get() == 0) {
                    granted.set(route.fetch().status());
                }
                route.abort();
            });
            visitor.button().click();
            assertThat(visitor.stand()).containsText("No answer yet");
            visitor.look("en-lost-answer");
            assertThat(visitor.stand()).hasText("You are number 1");
            assertThat(granted).hasValue(202);
        }
        try (Visitor visitor = Visitor.loggedInAt(event)) {
            AtomicInteger times = new AtomicInteger();
            visitor.page.route(APPLY, route -> {
                if (times.incrementAndGet() > 1) {
                    route.resume();
                } else {
                    refuse(route, 503, "OVERLOADED", 4);
                }
            });
            visitor.button().click();
            assertThat(visitor.stand()).containsText("Very busy");
            visitor.look("en-busy");
            assertThat(visitor.stand()).hasText("You are number 2");
            assertThat(times).hasValue(2);
        }
        try (Visitor visitor = Visitor.loggedInAt(event)) {
            assertThat(visitor.stand()).hasText("Everything is taken");
            assertThat(visitor.button()).isHidden();
        }
        assertThat(claims(event)).isEqualTo(2);
    }

    @Test
    @Execution(ExecutionMode.CONCURRENT)
    void pauseResumeSoldOutMoreStockAndTheEndAreSeenLive() {
        long event = People.openEvent("Seen live", 1);
        try (Visitor first = Visitor.loggedInAt(event);
                Visitor second = Visitor.loggedInAt(event)) {
            assertThat(first.stand()).hasText("It is open");
            first.look("en-open");
            change(event, Map.of("state", "PAUSED"));
            assertThat(first.stand()).containsText("Paused");
            assertThat(second.stand()).containsText("Paused");
            first.look("en-paused");

            change(event, Map.of("state", "OPEN"));
            assertThat(first.stand()).containsText("It is open");
            first.button().click();
            assertThat(first.stand()).hasText("You are number 1");

            assertThat(second.stand()).containsText("Everything is taken");
            second.look("en-sold-out");
            Api.gateway()
                    .token(Tokens.admin())
                    .post("/api/admin/event/stock", Map.of("eventId", event, "count", 2))
                    .expect(200);
            second.page.locator(".panel > button:not([aria-disabled])").waitFor();
            second.button().click();
            assertThat(second.stand()).hasText("You are number 2");

            change(event, Map.of("state", "CLOSED"));
            first.page.reload();
            assertThat(first.page.locator(".hero .state")).hasText("Closed");
            assertThat(first.stand()).hasText("You are number 1");
        }
    }

    @Test
    @Execution(ExecutionMode.CONCURRENT)
    void twoTabsRenewTheirTokensOnceAndWhoWasLoggedOutIsAskedToLogInAgain() {
        long event = People.openEvent("Tokens", 2);
        try (Visitor visitor = Visitor.loggedInAt(event)) {
            Page second = visitor.tab();
            second.locator(".panel > button:not([aria-disabled])").waitFor();
            String load =
                    "async () => session = await import(document.querySelector('link[href$=\"/session.js\"]').href)";
            visitor.page.evaluate(load);
            second.evaluate(load);
            for (int round = 1; round <= RENEWALS; round++) {
                visitor.page.evaluate("""
                        () => localStorage.setItem('firstcome.session',
                            JSON.stringify({ ...JSON.parse(localStorage.getItem('firstcome.session')), endsAt: 0 }))
                        """);
                second.waitForFunction("() => JSON.parse(localStorage.getItem('firstcome.session')).endsAt === 0");
                String ask = "() => { token = session.freshToken() }";
                visitor.page.evaluate(ask);
                second.evaluate(ask);
                String token = "() => token";
                assertThat(second.evaluate(token)).isEqualTo(visitor.page.evaluate(token));
                assertThat(visitor.asked("POST /api/auth/refresh")).isEqualTo(round);
            }
            visitor.button().click();
            assertThat(visitor.stand()).hasText("You are number 1");
            assertThat(second.locator(".panel h2")).hasText("You are number 1");
        }
        try (Visitor visitor = Visitor.loggedInAt(event)) {
            Api session = visitor.api();
            session.post("/api/auth/logout").expect(204);
            await().atMost(Duration.ofSeconds(10))
                    .until(() -> session.get("/api/event/status").status() == 401);
            visitor.button().click();
            visitor.page.locator("#email").waitFor();
            assertThat(visitor.page.locator(".panel")).containsText("Your log-in has ended. Please log in again.");
        }
    }

    private static void refuse(Route route, int status, String code, int retryAfter) {
        route.fulfill(new Route.FulfillOptions()
                .setStatus(status)
                .setContentType("application/problem+json")
                .setHeaders(Map.of("Retry-After", String.valueOf(retryAfter)))
                .setBody("{\"code\":\"" + code + "\",\"title\":\"Too busy\",\"status\":" + status + "}"));
    }

    private static void change(long event, Map<String, ?> change) {
        Api.gateway()
                .token(Tokens.admin())
                .patch("/api/admin/events/" + event, change)
                .expect(200);
    }

    private static long claims(long event) {
        return Api.gateway()
                .token(Tokens.admin())
                .get("/api/admin/event/stock?eventId=" + event)
                .expect(200)
                .body()
                .get("granted")
                .asLong();
    }
}
