package io.firstcome.auth.token;

import io.swagger.v3.oas.annotations.media.Schema;

/**
 * What a login or a refresh gives.
 *
 * @param accessToken  shown with every call
 * @param tokenType    {@code Bearer}
 * @param expiresIn    life of the access token in seconds
 * @param refreshToken gets the next pair, once
 */
public record TokenPair(
        @Schema(description = "Send it as `Authorization: Bearer …`.")
        String accessToken,

        @Schema(example = "Bearer") String tokenType,

        @Schema(description = "Life of the access token in seconds.", example = "900")
        long expiresIn,

        @Schema(description = "Gets the next pair, once. Using it a second time ends the session.")
        String refreshToken) {

    /** Keeps the tokens out of logs. */
    @Override
    public String toString() {
        return "TokenPair[…]";
    }
}
