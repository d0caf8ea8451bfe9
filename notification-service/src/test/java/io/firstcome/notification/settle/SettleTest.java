package io.firstcome.notification.settle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.firstcome.contracts.claim.ClaimGranted;
import io.firstcome.notification.ClaimsLog;
import io.firstcome.notification.ServiceTest;
import java.util.List;
import org.junit.jupiter.api.Test;

class SettleTest extends ServiceTest {

    @Test
    void fiveThousandClaimsAreSettledOnceThoughEachComesTwice() {
        List<ClaimGranted> claims = claims(5_000);

        log.publish(claims);
        log.publish(claims);

        await().atMost(ClaimsLog.PATIENCE).until(() -> log.lag() == 0);
        assertThat(settled()).isEqualTo(5_000);
        await().atMost(ClaimsLog.PATIENCE).until(() -> mails("SENT") == 5_000);
    }
}
