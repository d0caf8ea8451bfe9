package io.firstcome.auth.code;

import io.firstcome.auth.account.EmailAddress;
import io.firstcome.auth.account.ValidAddress;
import io.firstcome.auth.token.TokenPair;
import io.firstcome.contracts.Language;
import io.firstcome.kit.caller.Anyone;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Logging in: ask for a code, show the code. */
@RestController
@Tag(name = "login")
class CodeController {

    /** Who the gateway's client is. The gateway sets it and lets none through that a client sends. */
    static final String CLIENT_ADDRESS = "X-Client-Address";

    private final CodeSending sending;
    private final CodeLogin login;
    private final CodeSent sent;

    CodeController(CodeSending sending, CodeLogin login, CodeProperties properties) {
        this.sending = sending;
        this.login = login;
        this.sent = new CodeSent(
                properties.validFor().toSeconds(), properties.coolDown().toSeconds());
    }

    record SendRequest(
            @Schema(example = "kim@example.com") @ValidAddress
            String email) {}

    record VerifyRequest(
            @Schema(example = "kim@example.com") @ValidAddress
            String email,

            @Schema(example = "042137")
            @NotNull(message = "is missing") @Pattern(regexp = "[0-9]{6}", message = "is not six digits") String code) {}

    /**
     * The same for every address.
     *
     * @param expiresIn  how long the code may be used, in seconds
     * @param retryAfter when the next one may be asked for, in seconds
     */
    record CodeSent(
            @Schema(example = "300") long expiresIn,
            @Schema(example = "60") long retryAfter) {}

    @Operation(
            summary = "Ask for a code by mail",
            description =
                    "Sends six digits to the address, in the language of `Accept-Language` (English or Korean). The answer "
                            + "is the same whether or not the address has an account. A new code ends the former one.")
    @ApiResponse(responseCode = "202", description = "The code is on its way.")
    @ApiResponse(
            responseCode = "400",
            description = "`INVALID_INPUT`: not an e-mail address.",
            content = {})
    @ApiResponse(
            responseCode = "429",
            description = "`TOO_MANY_REQUESTS`: see `Retry-After`.",
            content = {})
    @ApiResponse(
            responseCode = "503",
            description = "The mail cannot be sent at present; no cool-down runs.",
            content = {})
    @Anyone
    @ResponseStatus(HttpStatus.ACCEPTED)
    @PostMapping("/api/auth/send-verification-code")
    CodeSent send(@Valid @RequestBody SendRequest body, HttpServletRequest request) {
        Language language = Language.accepted(request.getHeader(HttpHeaders.ACCEPT_LANGUAGE));
        sending.send(address(body.email()), language, client(request));
        return sent;
    }

    @Operation(
            summary = "Log in with the code",
            description =
                    "Opens a session; the first time, makes the account. After five wrong codes the right one is dead too.")
    @ApiResponse(responseCode = "200", description = "You are in.")
    @ApiResponse(
            responseCode = "400",
            description =
                    "`INVALID_CODE`: wrong, expired, used, tried too often or never sent. `INVALID_INPUT`: not six digits.",
            content = {})
    @ApiResponse(
            responseCode = "429",
            description = "`TOO_MANY_REQUESTS`: see `Retry-After`.",
            content = {})
    @Anyone
    @PostMapping("/api/auth/verify-code")
    ResponseEntity<TokenPair> verify(@Valid @RequestBody VerifyRequest body, HttpServletRequest request) {
        TokenPair tokens = login.logIn(address(body.email()), body.code(), client(request));
        return ResponseEntity.ok().cacheControl(CacheControl.noStore()).body(tokens);
    }

    private static EmailAddress address(String validated) {
        return EmailAddress.parse(validated).orElseThrow();
    }

    private static String client(HttpServletRequest request) {
        String address = request.getHeader(CLIENT_ADDRESS);
        return address == null ? request.getRemoteAddr() : address;
    }
}
