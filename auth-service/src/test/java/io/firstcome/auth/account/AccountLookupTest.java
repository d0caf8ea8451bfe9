package io.firstcome.auth.account;

import static org.assertj.core.api.Assertions.assertThat;

import io.firstcome.auth.Api;
import io.firstcome.auth.Api.Answer;
import io.firstcome.auth.AuthTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/** What admins may ask: whose address is that, and which address is whose. */
@ExtendWith(OutputCaptureExtension.class)
class AccountLookupTest extends AuthTest {

    @Test
    void anAdminFindsAUserByAddressAndBackAndNoAddressIsLogged(CapturedOutput output) {
        String kim = Api.anyAddress();
        String kims = api.logIn(kim).text("accessToken");
        String admins = api.logIn(ADMIN).text("accessToken");

        Answer found = api.post("/api/admin/accounts/find", email(" " + kim.toUpperCase()), Api.bearer(admins));
        long user = found.body().path("user").asLong();
        Answer addresses =
                api.post("/api/admin/accounts/addresses", "{\"users\":[" + user + ",999999999]}", Api.bearer(admins));

        assertThat(addresses.body().path("addresses").size()).isEqualTo(1);
        assertThat(addresses.body().path("addresses").path("" + user).asText()).isEqualTo(kim);
        assertThat(addresses.header("Cache-Control")).isEqualTo("no-store");
        Answer stranger = api.post("/api/admin/accounts/find", email(Api.anyAddress()), Api.bearer(admins));
        assertThat(stranger.status()).isEqualTo(200);
        assertThat(stranger.body().path("user").isNull()).isTrue();
        assertThat(api.post("/api/admin/accounts/find", email("kim"), Api.bearer(admins))
                        .status())
                .isEqualTo(400);
        assertThat(api.post("/api/admin/accounts/find", email(kim), Api.bearer(kims))
                        .status())
                .isEqualTo(403);
        assertThat(api.post("/api/admin/accounts/addresses", "{\"users\":[1]}", Api.bearer(kims))
                        .status())
                .isEqualTo(403);
        assertThat(output.getAll()).doesNotContain(kim).contains("looked at 1 addresses");
    }

    private static String email(String address) {
        return "{\"email\":\"" + address + "\"}";
    }
}
