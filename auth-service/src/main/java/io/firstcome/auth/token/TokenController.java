package io.firstcome.auth.token;

import io.firstcome.auth.AuthApplication;
import io.firstcome.contracts.problem.ProblemCode;
import io.firstcome.kit.caller.Anyone;
import io.firstcome.kit.caller.Caller;
import io.firstcome.kit.problem.ProblemException;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.security.SecurityRequirement;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.Optional;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Renews and ends sessions. */
@RestController
@Tag(name = "session")
class TokenController {

    private static final int MAX_LENGTH = 200;

    private final Sessions sessions;
    private final TokenMetrics metrics;

    TokenController(Sessions sessions, TokenMetrics metrics) {
        this.sessions = sessions;
        this.metrics = metrics;
    }

    record RefreshRequest(
            @NotNull(message = "is missing") @Size(max = MAX_LENGTH, message = "is no refresh token") String refreshToken) {}

    record LogoutRequest(
            @Size(max = MAX_LENGTH, message = "is no refresh token") String refreshToken) {}

    @Operation(
            summary = "Get the next pair of tokens",
            description =
                    "Spends the refresh token. A refresh token that is used a second time was copied, or sent twice: "
                            + "its whole session ends, its access tokens too, and the user logs in again.")
    @ApiResponse(responseCode = "200", description = "The next pair.")
    @ApiResponse(
            responseCode = "401",
            description = "`INVALID_REFRESH_TOKEN`: unknown, used before, or ended.",
            content = {})
    @Anyone
    @PostMapping("/api/auth/refresh")
    ResponseEntity<TokenPair> refresh(@Valid @RequestBody RefreshRequest request) {
        RefreshToken token = new RefreshToken(request.refreshToken());
        if (metrics.counted(() -> sessions.refresh(token)) instanceof Refreshing.Refreshed refreshed) {
            return ResponseEntity.ok().cacheControl(CacheControl.noStore()).body(refreshed.tokens());
        }
        throw ProblemException.of(ProblemCode.INVALID_REFRESH_TOKEN, "Unknown, used before, or ended. Please log in.");
    }

    @Operation(
            summary = "Log out",
            description = "Ends the session of the access token; with a body, that of the refresh token too. All their "
                    + "tokens are dead at once.",
            security = @SecurityRequirement(name = AuthApplication.ACCESS_TOKEN))
    @ApiResponse(responseCode = "204", description = "The session has ended.")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @PostMapping("/api/auth/logout")
    void logout(@Parameter(hidden = true) Caller caller, @Valid @RequestBody(required = false) LogoutRequest request) {
        Optional<RefreshToken> token =
                Optional.ofNullable(request).map(LogoutRequest::refreshToken).map(RefreshToken::new);
        sessions.end(caller, token);
    }
}
