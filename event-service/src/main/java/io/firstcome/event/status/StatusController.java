package io.firstcome.event.status;

import io.firstcome.contracts.Language;
import io.firstcome.contracts.fold.FoldedAnswer;
import io.firstcome.contracts.fold.FoldedCall;
import io.firstcome.event.apply.Answers;
import io.firstcome.kit.caller.Caller;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;

/** Status: folded for the gateway, and single. */
@RestController
@Tag(name = "Apply")
class StatusController {

    private final Statuses statuses;

    StatusController(Statuses statuses) {
        this.statuses = statuses;
    }

    @PostMapping("/internal/folded/status")
    List<FoldedAnswer> folded(@RequestBody List<FoldedCall> calls) {
        return statuses.answer(calls);
    }

    @GetMapping("/api/event/status")
    @Operation(
            summary = "Tells where the caller stands in an event",
            parameters = @Parameter(name = "eventId", description = "the event; the current one when left out"))
    @ApiResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = ClaimStatus.class)))
    ResponseEntity<String> single(
            @Parameter(hidden = true) Caller caller,
            @RequestHeader(name = HttpHeaders.ACCEPT_LANGUAGE, required = false) String languages,
            HttpServletRequest request) {
        FoldedCall call = new FoldedCall(caller.user(), Language.accepted(languages), request.getQueryString(), null);
        return Answers.response(statuses.answer(List.of(call)).getFirst());
    }
}
