package io.firstcome.auth.token;

import static io.firstcome.kit.caller.AccessTokens.FIRSTCOME;
import static io.firstcome.kit.caller.AccessTokens.ROLES;

import io.firstcome.auth.account.Account;
import io.firstcome.kit.caller.Caller;
import io.jsonwebtoken.Jwts;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import org.springframework.stereotype.Component;

/** Signs access tokens: the only class of this service that knows JJWT. Verifying them is service-kit's. */
@Component
final class AccessTokens {

    private static final String USER = "USER";

    private final SigningKeys keys;

    AccessTokens(SigningKeys keys) {
        this.keys = keys;
    }

    /**
     * Returns a signed token in its compact form. There is no address in it.
     *
     * @param account   whose it is, and the role
     * @param id        its id (jti)
     * @param issuedAt  from when
     * @param expiresAt until when; both to the second
     */
    String sign(Account account, String id, Instant issuedAt, Instant expiresAt) {
        SigningKey key = keys.first();
        return Jwts.builder()
                .header()
                .keyId(key.id())
                .and()
                .issuer(FIRSTCOME)
                .audience()
                .add(FIRSTCOME)
                .and()
                .subject(Long.toString(account.id()))
                .claim(ROLES, account.admin() ? List.of(USER, Caller.ADMIN) : List.of(USER))
                .id(id)
                .issuedAt(Date.from(issuedAt))
                .expiration(Date.from(expiresAt))
                .signWith(key.privateKey(), Jwts.SIG.RS256)
                .compact();
    }
}
