package io.firstcome.systemtest;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.playwright.Download;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import io.firstcome.contracts.claim.ClaimGranted;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;

/** The console admins run events from, in a real browser. */
@InBrowser
class AdminConsoleTest {

    private static final LocatorAssertions.HasTextOptions SOON =
            new LocatorAssertions.HasTextOptions().setTimeout(20_000);

    @Test
    void anEventFromItsCreationToItsExport() throws IOException {
        try (Visitor admin = Visitor.english()) {
            Page page = admin.page;
            logsIn(admin, "admin-en");
            String name = "Spring gifts " + UUID.randomUUID().toString().substring(0, 8);
            long event = makesAnEvent(admin, name);

            does(page, "Open now", "Open now");
            assertThat(page.locator(".event-head .state")).hasText("Open");
            JsonNode winner = People.logIn(admin.address + ".winner.example");
            assertThat(apply(winner.get("accessToken").asText(), event)).isEqualTo(202);
            assertThat(apply(Tokens.stranger(), event)).isEqualTo(202);
            for (int i = 0; i < 5; i++) {
                assertThat(apply(Tokens.stranger(), event)).isEqualTo(409);
            }

            isSeenLive(admin);
            getsMoreStock(admin, event);
            isPausedAndResumed(page, winner.get("accessToken").asText(), event);
            claimsAreFoundAndTakenBack(admin, event, admin.address + ".winner.example");
            isExported(page);
            page.locator(".views a", new Page.LocatorOptions().setHasText("Audit"))
                    .click();
            whatWasDoneIsListed(admin, event);
        }
    }

    @Test
    void whatFailedIsShownWithItsCauseDoneAgainAndDismissedWhenThatIsOfNoUse() {
        poison("{\"eventId\":1,\"user\":");
        await().atMost(Duration.ofSeconds(20))
                .until(() -> Api.gateway()
                        .token(Tokens.admin())
                        .get("/api/admin/failures?state=OPEN")
                        .text()
                        .contains("POISON"));
        try (Visitor admin = Visitor.korean()) {
            Page page = admin.page;
            logsIn(admin, "admin-ko");
            page.locator(".views a", new Page.LocatorOptions().setHasText("실패 내역"))
                    .click();
            Locator failure = page.locator("tbody tr", new Page.LocatorOptions().setHasText("읽을 수 없는 기록"))
                    .first();
            failure.waitFor();
            admin.look("admin-ko-failures");

            failure.locator("button", new Locator.LocatorOptions().setHasText("다시 처리"))
                    .click();
            page.locator("dialog button[type=submit]").click();
            assertThat(page.locator("dialog .wrong")).containsText("It still fails");
            page.locator("dialog button", new Page.LocatorOptions().setHasText("취소"))
                    .click();
            failure.locator("button", new Locator.LocatorOptions().setHasText("종결"))
                    .click();
            // A dialog ends with its view.
            page.evaluate("location.hash = '#/audit'");
            assertThat(page.locator("dialog")).hasCount(0);
            page.locator(".views a", new Page.LocatorOptions().setHasText("실패 내역"))
                    .click();
            does(page, "모두 다시 처리", "모두 다시 처리");
            assertThat(page.locator(".message[data-tone=good]")).containsText("다시 실패했습니다");

            failure.locator("button", new Locator.LocatorOptions().setHasText("종결"))
                    .click();
            field(page, "사유").fill("nobody's claim");
            page.locator("dialog button[type=submit]").click();
            assertThat(page.locator(".message").last()).containsText("종결됨");
            page.locator("select").selectOption("DISMISSED");
            assertThat(failure).containsText("nobody's claim");
        }
    }

    @Test
    void whoIsNoAdminIsToldSoAndWhoOpensTheLivePanelTwiceSeesItOnceUntilHeIsLoggedOut() {
        long event = People.openEvent("Twice", 5);
        try (Visitor visitor = Visitor.loggedInAt(event);
                Visitor admin = Visitor.english()) {
            visitor.page.navigate("/admin");
            assertThat(visitor.page.locator(".gate")).containsText("is not among the admins");
            visitor.look("admin-refused");

            logsIn(admin, null);
            admin.page.navigate("/admin#/event/" + event + "/live");
            assertThat(admin.page.locator(".line")).hasText("Live: a new look every second");
            Page tab = admin.tab();
            assertThat(tab.locator(".line")).hasText("Live: a new look every second");
            assertThat(admin.page.locator(".line")).containsText("elsewhere");

            // By somebody else, so that this browser does not know.
            admin.api().post("/api/auth/logout").expect(204);
            tab.locator("#email").waitFor();
        }
    }

    /** A code was perhaps sent to the admin a moment ago, so it is asked for until it comes. */
    private static void logsIn(Visitor admin, String look) {
        Page page = admin.page;
        page.navigate("/admin");
        page.locator("#email").waitFor();
        if (look != null) {
            admin.look(look + "-login");
        }
        int before = People.mails(RunningSuite.ADMIN).size();
        page.locator("#email").fill(RunningSuite.ADMIN);
        await().atMost(Duration.ofSeconds(15))
                .pollInterval(Duration.ofSeconds(1))
                .until(() -> {
                    if (page.locator("#code").count() == 0) {
                        page.locator("#email").press("Enter");
                        page.waitForTimeout(700);
                    }
                    return page.locator("#code").count() == 1;
                });
        await().atMost(Duration.ofSeconds(10))
                .until(() -> People.mails(RunningSuite.ADMIN).size() > before);
        page.locator("#code").fill(People.code(RunningSuite.ADMIN));
        page.locator(".heading h1").waitFor();
        if (look != null) {
            page.locator(".event-list, .empty").waitFor();
            admin.look(look + "-events");
        }
    }

    private static long makesAnEvent(Visitor admin, String name) {
        Page page = admin.page;
        page.locator(".heading button").click();
        field(page, "Name").fill(name);
        field(page, "Stock").fill("2");
        admin.look("admin-en-new-event");
        page.locator("dialog button[type=submit]").click();
        assertThat(page.locator(".event-head h1")).hasText(name);
        assertThat(page.locator(".event-head .state")).hasText("Not open yet");
        return Long.parseLong(page.url().replaceAll(".*/event/(\\d+)/live", "$1"));
    }

    private static void isSeenLive(Visitor admin) {
        Page page = admin.page;
        assertThat(value(page, "Granted")).hasText("2", SOON);
        assertThat(value(page, "Settled")).hasText("2", SOON);
        assertThat(value(page, "Mailed")).hasText("1", SOON);
        assertThat(page.locator(".figure-tile .figure").first()).hasText("0", SOON);
        assertThat(page.locator(".breakers")).containsText("kafka answers");
        admin.look("admin-en-live");
    }

    private static void getsMoreStock(Visitor admin, long event) {
        Page page = admin.page;
        page.locator(".actions button", new Page.LocatorOptions().setHasText("Set stock"))
                .click();
        Locator submit = page.locator("dialog button[type=submit]");
        field(page, "Stock").fill("1");
        assertThat(page.locator(".effect")).containsText("2 are taken already");
        assertThat(submit).isDisabled();
        field(page, "Stock").fill("3");
        assertThat(page.locator(".effect")).containsText("From 2 to 3: 1 more person can win at once.");
        admin.look("admin-en-stock");
        submit.click();
        assertThat(page.locator(".message").last()).containsText("The stock is 3 now");
        assertThat(page.locator(".figure-tile .figure").first()).hasText("1", SOON);
    }

    private static void isPausedAndResumed(Page page, String winner, long event) {
        does(page, "Pause", "Pause");
        assertThat(page.locator(".event-head .state")).hasText("Paused");
        await().until(() -> Api.gateway()
                .token(winner)
                .post("/api/event/apply?eventId=" + event)
                .text()
                .contains("PAUSED"));
        does(page, "Resume", "Resume");
        assertThat(page.locator(".event-head .state")).hasText("Open");
    }

    private static void claimsAreFoundAndTakenBack(Visitor admin, long event, String winner) {
        Page page = admin.page;
        page.locator(".tabs a", new Page.LocatorOptions().setHasText("Claims")).click();
        Locator rows = page.locator(".claims tbody tr");
        assertThat(rows).hasCount(2);
        page.getByLabel("Show addresses").check();
        assertThat(rows.first()).containsText(winner);
        admin.look("admin-en-claims");

        Locator search = field(page, "Find a claim");
        search.fill(winner.toUpperCase(java.util.Locale.ROOT));
        search.press("Enter");
        assertThat(rows).hasCount(1);
        assertThat(rows.first()).containsText(winner);
        rows.first()
                .locator("button", new Locator.LocatorOptions().setHasText("Send mail again"))
                .click();
        page.locator("dialog button[type=submit]").click();
        assertThat(page.locator(".message").last()).containsText("is on its way");
        await().atMost(Duration.ofSeconds(20))
                .until(() -> People.mails(winner).stream()
                                .filter(mail -> mail.subject().contains("Spring gifts"))
                                .count()
                        == 2);

        search.fill("2");
        search.press("Enter");
        assertThat(rows.first()).containsText("no account any more");
        rows.first()
                .locator("button", new Locator.LocatorOptions().setHasText("Revoke"))
                .click();
        page.locator("dialog button[type=submit]").click();
        assertThat(page.locator("dialog")).isVisible();
        field(page, "Reason").fill("bought by a robot");
        admin.look("admin-en-revoke");
        page.locator("dialog button[type=submit]").click();
        assertThat(page.locator(".message").last()).containsText("The claim of rank 2 is revoked");
        assertThat(rows.first()).containsText("revoked");
        page.locator("button", new Page.LocatorOptions().setHasText("Show all")).click();
        assertThat(rows).hasCount(1);
    }

    private static void isExported(Page page) throws IOException {
        Download file =
                page.waitForDownload(() -> page.locator("button", new Page.LocatorOptions().setHasText("Export"))
                        .click());
        assertThat(file.suggestedFilename()).endsWith("-claims.csv");
        assertThat(Files.readAllLines(file.path()))
                .hasSize(3)
                .first()
                .asString()
                .startsWith("event,rank,unit,user");
    }

    private static void whatWasDoneIsListed(Visitor admin, long event) {
        Page page = admin.page;
        Locator rows = page.locator("tbody tr", new Page.LocatorOptions().setHasText("event " + event));
        rows.first().waitFor();
        assertThat(rows.allInnerTexts().stream()
                        .map(row -> row.replaceAll("\\s+", " "))
                        .map(row ->
                                row.replaceAll(".*" + RunningSuite.ADMIN + " (.*) event " + event + " (.*)", "$1: $2"))
                        .toList())
                .satisfiesExactly(
                        row -> assertThat(row).isEqualTo("Revoked a claim: rank 2: bought by a robot"),
                        row -> assertThat(row).isEqualTo("Sent a mail again: rank 1"),
                        row -> assertThat(row).isEqualTo("Changed an event: state: OPEN"),
                        row -> assertThat(row).isEqualTo("Changed an event: state: PAUSED"),
                        row -> assertThat(row).isEqualTo("Set the stock: quantity: 3"),
                        row -> assertThat(row).startsWith("Changed an event: opensAt: "),
                        row -> assertThat(row).startsWith("Created an event: name: Spring gifts"));
        admin.look("admin-en-audit");
    }

    /** Presses a button, and in the dialog that asks, the one that says yes. */
    private static void does(Page page, String button, String yes) {
        page.locator("button", new Page.LocatorOptions().setHasText(button))
                .first()
                .click();
        assertThat(page.locator("dialog button[type=submit]")).hasText(yes);
        page.locator("dialog button[type=submit]").click();
        page.locator("dialog")
                .waitFor(new Locator.WaitForOptions()
                        .setState(com.microsoft.playwright.options.WaitForSelectorState.DETACHED));
    }

    private static Locator field(Page page, String label) {
        return page.getByLabel(label, new Page.GetByLabelOptions().setExact(true));
    }

    /** What stands beside a name in a legend. */
    private static Locator value(Page page, String name) {
        return page.locator(".legend dt", new Page.LocatorOptions().setHasText(name))
                .locator("strong");
    }

    private static int apply(String token, long event) {
        return Api.gateway()
                .token(token)
                .post("/api/event/apply?eventId=" + event)
                .status();
    }

    private static void poison(String value) {
        String kafka = RunningSuite.suite().backends().kafka().bootstrapServers();
        try (var producer = new KafkaProducer<>(
                Map.of(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, kafka),
                new StringSerializer(),
                new StringSerializer())) {
            producer.send(new ProducerRecord<>(ClaimGranted.TOPIC, value)).get();
        } catch (Exception e) {
            throw new AssertionError(List.of(value).toString(), e);
        }
    }
}
