package io.firstcome.gateway.caller;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.benmanes.caffeine.cache.Cache;
import io.firstcome.gateway.GatewayTest;
import io.firstcome.gateway.TestTokens;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.util.ReflectionTestUtils;

class PaddedTokenTest extends GatewayTest {

    @Autowired
    Callers callers;

    /** Blanks may stand before a token: as many different headers as one likes are good, by a single token. */
    @Test
    void aTokenPaddedToFillTheMemoryIsNotRemembered() {
        String padded = TestTokens.of(anyUser()).replace("Bearer ", "Bearer " + " ".repeat(8_000));

        HttpResponse<String> response = send(request(STATUS).header("Authorization", padded));

        assertThat(response.statusCode()).isEqualTo(202);
        Cache<?, ?> remembered = (Cache<?, ?>) ReflectionTestUtils.getField(callers, "verified");
        assertThat(remembered.asMap().containsKey(padded)).isFalse();
    }
}
