package io.firstcome.stock.grant;

import static org.assertj.core.api.Assertions.assertThat;

import io.firstcome.contracts.stock.GrantBatch;
import io.firstcome.contracts.stock.GrantReply;
import io.firstcome.contracts.stock.HeldClaim;
import java.time.Clock;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.redisson.api.RedissonClient;

class ScriptLedgerTest extends RedisLedgerContract {

    @Override
    protected RedisLedger newLedger(RedissonClient redisson, Clock clock) {
        return new ScriptLedger(redisson, clock);
    }

    @Test
    void aServerThatForgotTheScriptIsToldItAgain() {
        open(2);
        apply(1);
        redisson().getScript().scriptFlush();
        assertThat(claims(apply(2))).extracting(HeldClaim::rank).containsExactly(2L);
    }

    @Test
    void aServerThatForgotTheScriptIsToldItAgainForSeveralEventsToo() {
        open(2);
        ledger.setQuantity(event + 1, 2, true);
        redisson().getScript().scriptFlush();
        List<GrantReply> replies = ledger.grant(List.of(
                new GrantBatch(event, applicants(1), List.of()), new GrantBatch(event + 1, applicants(1), List.of())));
        assertThat(replies)
                .allSatisfy(reply -> assertThat(claims(reply.outcomes()))
                        .extracting(HeldClaim::rank)
                        .containsExactly(1L));
    }

    @Test
    void aClaimTakesLittleRoom() {
        open(10_000);
        for (long from = 1_000_000; from < 1_010_000; from += 1000) {
            apply(LongStream.range(from, from + 1000).toArray());
        }
        long bytes = redisson().getMap("stock:{" + event + "}:claims").sizeInMemory();
        assertThat(bytes / 10_000).isLessThanOrEqualTo(110);
    }
}
