package io.firstcome.event.live;

import io.firstcome.event.catalog.Event;
import io.firstcome.event.catalog.EventCatalog;
import io.firstcome.kit.caller.Caller;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletResponse;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.redisson.api.StreamMessageId;
import org.springframework.http.HttpHeaders;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/** An event live, for admins. */
@RestController
@Tag(name = "Admin: stock and claims")
class LiveController {

    private static final Pattern ID = Pattern.compile("(\\d{1,15})-(\\d{1,9})");

    private final EventCatalog catalog;
    private final LiveStreams streams;

    LiveController(EventCatalog catalog, LiveStreams streams) {
        this.catalog = catalog;
        this.streams = streams;
    }

    @GetMapping("/api/admin/event/live")
    @Operation(
            summary = "Streams an event as it happens: server-sent events, a sample a second",
            description =
                    "Begins with the samples of the last five minutes, or with those after `Last-Event-ID`. An admin has one stream: a new one ends the one before, which is"
                            + " told `event: replaced`. It ends with the access token; connect again with a new one.")
    SseEmitter live(
            @RequestParam(required = false) Long eventId,
            @RequestHeader(name = "Last-Event-ID", required = false) String lastId,
            @Parameter(hidden = true) Caller admin,
            HttpServletResponse response) {
        Event event = catalog.require(eventId);
        response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
        // A proxy such as nginx would otherwise gather a page of it first.
        response.setHeader("X-Accel-Buffering", "no");
        return streams.open(event, admin, id(lastId));
    }

    /** What is no id of ours is none: the stream then begins with all that is kept. */
    private static StreamMessageId id(String text) {
        Matcher matcher = ID.matcher(text == null ? "" : text);
        return matcher.matches()
                ? new StreamMessageId(Long.parseLong(matcher.group(1)), Long.parseLong(matcher.group(2)))
                : null;
    }
}
