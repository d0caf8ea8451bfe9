package io.firstcome.gateway.page;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.SortedMap;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpMethod;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;

/**
 * The pages: {@code index.html} at {@code /}, {@code admin.html} at {@code /admin}. All is read, compressed and hashed at the start, so that
 * the page loads of a crowd cost a look into a map each.
 *
 * <p>A browser asks for a page anew each time (and hears in a few bytes that it has not changed), but for what the page is made of only once:
 * that lies under {@code /page/<hash of all files>/}, which the addresses in the page are changed to, and never changes there. Modules name each other
 * relative to themselves, so theirs need no change. While gateways are replaced by newer ones, a page of one may ask another for its
 * files: any hash is answered with the file there is, to be kept only under the right one.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 12)
final class Pages implements WebFilter {

    private static final String FOLDER = "/page/";
    private static final String ASK_ANEW = "no-cache";
    private static final String FOR_EVER = "public, max-age=31536000, immutable";
    /** Nothing from elsewhere, nothing inline. */
    private static final String POLICY =
            "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
                    + "connect-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'";

    private final String current;
    private final Map<String, PageFile> pages = new HashMap<>();
    private final Map<String, PageFile> parts = new HashMap<>();

    @Autowired
    Pages() {
        this(PageSources.read());
    }

    /** Takes the files by their names. */
    Pages(SortedMap<String, byte[]> files) {
        this.current = FOLDER + hash(files) + "/";
        files.forEach((name, content) -> {
            if (name.endsWith(".html")) {
                String page = name.substring(0, name.length() - ".html".length());
                pages.put(page.equals("index") ? "/" : "/" + page, PageFile.of(name, addressed(content, files)));
            } else {
                parts.put(name, PageFile.of(name, content));
            }
        });
    }

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        HttpMethod method = exchange.getRequest().getMethod();
        if (method != HttpMethod.GET && method != HttpMethod.HEAD) {
            return chain.filter(exchange);
        }
        String path = exchange.getRequest().getPath().value();
        PageFile page = pages.get(path);
        if (page != null) {
            return page.writeTo(exchange, ASK_ANEW, POLICY);
        }
        PageFile part =
                path.startsWith(FOLDER) ? parts.get(path.substring(path.indexOf('/', FOLDER.length()) + 1)) : null;
        return part == null
                ? chain.filter(exchange)
                : part.writeTo(exchange, path.startsWith(current) ? FOR_EVER : ASK_ANEW, POLICY);
    }

    /** The page with the present address of each file that it names. */
    private byte[] addressed(byte[] page, SortedMap<String, byte[]> files) {
        String html = new String(page, StandardCharsets.UTF_8);
        for (String name : files.keySet()) {
            html = html.replace("=\"" + name + "\"", "=\"" + current + name + "\"");
        }
        return html.getBytes(StandardCharsets.UTF_8);
    }

    private static String hash(SortedMap<String, byte[]> files) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        files.forEach((name, content) -> {
            all.writeBytes(name.getBytes(StandardCharsets.UTF_8));
            all.writeBytes(content);
        });
        return PageFile.hash(all.toByteArray());
    }
}
