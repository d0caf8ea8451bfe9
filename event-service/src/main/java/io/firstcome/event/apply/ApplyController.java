package io.firstcome.event.apply;

import io.firstcome.contracts.Language;
import io.firstcome.contracts.fold.FoldedAnswer;
import io.firstcome.contracts.fold.FoldedCall;
import io.firstcome.contracts.problem.ProblemCode;
import io.firstcome.kit.caller.Caller;
import io.firstcome.kit.problem.ProblemException;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;

/** Apply: folded for the gateway, and single, which is a batch of one. */
@RestController
@Tag(name = "Apply")
class ApplyController {

    private final Applications applications;
    private final ApplyProperties properties;

    ApplyController(Applications applications, ApplyProperties properties) {
        this.applications = applications;
        this.properties = properties;
    }

    @PostMapping("/internal/folded/apply")
    List<FoldedAnswer> folded(@RequestBody List<FoldedCall> calls) {
        if (calls.size() > properties.maxBatch()) {
            throw ProblemException.of(
                    ProblemCode.INVALID_INPUT,
                    "A batch holds at most " + properties.maxBatch() + " requests (firstcome.apply.max-batch).");
        }
        return applications.answer(calls);
    }

    @PostMapping("/api/event/apply")
    @Operation(
            summary = "Applies for a unit of an event, once per user",
            description =
                    "202: granted, and on the log. 200: this user holds a claim already. 409: SOLD_OUT, NOT_OPEN, CLOSED, PAUSED.",
            parameters = @Parameter(name = "eventId", description = "the event; the current one when left out"))
    @ApiResponse(responseCode = "202", content = @Content(schema = @Schema(implementation = Accepted.class)))
    ResponseEntity<String> single(
            @Parameter(hidden = true) Caller caller,
            @RequestHeader(name = HttpHeaders.ACCEPT_LANGUAGE, required = false) String languages,
            @RequestBody(required = false) String body,
            HttpServletRequest request) {
        if (body != null && !body.isBlank() && !isJson(request.getContentType())) {
            throw ProblemException.of(ProblemCode.UNSUPPORTED_MEDIA_TYPE, null);
        }
        FoldedCall call = new FoldedCall(caller.user(), Language.accepted(languages), request.getQueryString(), body);
        return Answers.response(applications.answer(List.of(call)).getFirst());
    }

    private static boolean isJson(String contentType) {
        return contentType != null && contentType.startsWith(MediaType.APPLICATION_JSON_VALUE);
    }
}
