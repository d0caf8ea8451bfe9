package io.firstcome.auth.token;

import io.firstcome.auth.token.SigningKey.PublicJwk;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import org.springframework.http.CacheControl;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** Publishes the keys that access tokens are verified with. */
@RestController
@Tag(name = "keys")
class JwksController {

    private final JwkSet published;
    private final CacheControl kept;

    JwksController(SigningKeys keys, TokenProperties properties) {
        published = new JwkSet(keys.all().stream().map(SigningKey::jwk).toList());
        kept = CacheControl.maxAge(properties.keysKeptFor()).cachePublic();
    }

    record JwkSet(List<PublicJwk> keys) {}

    @Operation(
            summary = "The public keys of access tokens",
            description = "A JWK set (RFC 7517). Access tokens are RS256; their `kid` names one of these keys.")
    @GetMapping("/.well-known/jwks.json")
    ResponseEntity<JwkSet> keys() {
        return ResponseEntity.ok().cacheControl(kept).body(published);
    }
}
