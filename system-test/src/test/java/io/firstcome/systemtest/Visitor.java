package io.firstcome.systemtest;

import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.ScreenshotAnimations;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Somebody with a browser of his own. Whatever goes wrong inside it fails the test at the end: an error in a script, something that the content security
 * policy forbids, a request to another server.
 */
final class Visitor implements AutoCloseable {

    private static final Path SCREENSHOTS = Path.of("target", "screenshots");
    private static final int NARROW = 360;
    private static final int WIDE = 1280;
    private static final int HEIGHT = 800;
    /** A busy machine is slow; what a test waits for comes at once on others. */
    private static final double PATIENCE_MILLIS = 30_000;

    final Page page;
    final String address = People.newAddress();
    private final BrowserContext context;
    private final List<String> faults = new ArrayList<>();
    private final List<String> asked = new ArrayList<>();

    private Visitor(String locale, ColorScheme scheme) {
        String home = RunningSuite.suite().gatewayUrl();
        context = Chromium.browser()
                .newContext(new Browser.NewContextOptions()
                        .setBaseURL(home)
                        .setLocale(locale)
                        .setTimezoneId("Asia/Seoul")
                        .setColorScheme(scheme)
                        .setViewportSize(WIDE, HEIGHT));
        context.setDefaultTimeout(PATIENCE_MILLIS);
        PlaywrightAssertions.setDefaultAssertionTimeout(PATIENCE_MILLIS);
        context.onWebError(error -> faults.add(error.error()));
        context.onConsoleMessage(message -> {
            if (message.text().contains("Content Security Policy")) {
                faults.add(message.text());
            }
        });
        context.onRequest(request -> {
            if (request.url().startsWith(home + "/")) {
                asked.add(request.method() + " " + request.url().substring(home.length()));
            } else {
                faults.add("asked for " + request.url());
            }
        });
        page = context.newPage();
    }

    /** Somebody who reads English, by day. */
    static Visitor english() {
        return new Visitor("en-GB", ColorScheme.LIGHT);
    }

    /** Somebody who reads Korean, by night. */
    static Visitor korean() {
        return new Visitor("ko-KR", ColorScheme.DARK);
    }

    /** Somebody who has logged in before, on the page of an event. */
    static Visitor loggedInAt(long event) {
        Visitor visitor = english();
        JsonNode tokens = People.logIn(visitor.address);
        visitor.page.navigate("/");
        visitor.page.evaluate(
                """
                ([email, accessToken, refreshToken, lives]) => localStorage.setItem('firstcome.session',
                    JSON.stringify({ email, accessToken, refreshToken, lives, endsAt: Date.now() + lives }))
                """,
                List.of(
                        visitor.address,
                        tokens.get("accessToken").asText(),
                        tokens.get("refreshToken").asText(),
                        tokens.get("expiresIn").asInt() * 1000));
        visitor.page.reload();
        visitor.open(event);
        return visitor;
    }

    /** Another tab of the same browser, at the same place. */
    Page tab() {
        Page tab = context.newPage();
        tab.navigate(page.url());
        return tab;
    }

    /** Goes to the page of an event as by a link, without a reload. */
    void open(long event) {
        page.evaluate("""
                id => new Promise(there => {
                    addEventListener('hashchange', () => setTimeout(there), { once: true });
                    location.hash = '#/events/' + id;
                })
                """, String.valueOf(event));
        page.locator("h1:not(:text-is('…'))").waitFor();
    }

    /** The button to apply, or what stands in its place. */
    Locator button() {
        return page.locator(".panel > button");
    }

    /** The heading of the panel: where one stands, in words. */
    Locator stand() {
        return page.locator(".panel h2");
    }

    /** How often the browser has asked for what begins like this, such as {@code POST /api/event/apply}. */
    long asked(String what) {
        return asked.stream().filter(each -> each.startsWith(what)).count();
    }

    /**
     * Looks at the page as it is now: no serious violation of what axe knows of accessibility, nothing that is cut off at 360 px, and a screenshot
     * at either width.
     */
    void look(String name) {
        var violations = new AxeBuilder(page)
                .analyze().getViolations().stream()
                        .filter(rule -> Set.of("serious", "critical").contains(rule.getImpact()))
                        .map(rule -> rule.getId() + ": " + rule.getHelp() + " "
                                + rule.getNodes().getFirst().getHtml())
                        .toList();
        assertThat(violations).as("axe, %s", name).isEmpty();
        for (int width : new int[] {NARROW, WIDE}) {
            page.setViewportSize(width, HEIGHT);
            assertThat(page.evaluate("document.documentElement.scrollWidth"))
                    .as("%s at %d px", name, width)
                    .isEqualTo(width);
            page.screenshot(new Page.ScreenshotOptions()
                    .setPath(SCREENSHOTS.resolve(name + "-" + width + ".png"))
                    .setFullPage(true)
                    .setAnimations(ScreenshotAnimations.DISABLED));
        }
    }

    /** Asks the API as this visitor, with the token that the browser has. */
    Api api() {
        Object session = page.evaluate("JSON.parse(localStorage.getItem('firstcome.session'))");
        return Api.gateway().token(((Map<?, ?>) session).get("accessToken").toString());
    }

    @Override
    public void close() {
        context.close();
        assertThat(faults).isEmpty();
    }
}
