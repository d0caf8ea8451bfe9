package io.firstcome.notification.settle;

import io.firstcome.notification.failure.Failure;
import io.firstcome.notification.failure.FailureKind;
import io.firstcome.notification.failure.Replay;
import java.util.EnumSet;
import java.util.Set;
import org.springframework.stereotype.Component;

/**
 * Reads and settles a record again. Poison may be readable by newer code; a conflict may be gone once what stood in the way
 * was put right.
 */
@Component
class ClaimReplay implements Replay {

    private final ClaimReader reader;
    private final Settling settling;

    ClaimReplay(ClaimReader reader, Settling settling) {
        this.reader = reader;
        this.settling = settling;
    }

    @Override
    public Set<FailureKind> kinds() {
        return EnumSet.of(FailureKind.POISON, FailureKind.CONFLICT);
    }

    @Override
    public Result replay(Failure failure) {
        return switch (reader.read(failure.payload())) {
            case Reading.Poison poison -> new StillFails(poison.cause());
            case Reading.Claim read ->
                switch (settling.settleAgain(read.claim())) {
                    case Verdict.Settled yes -> new Done("SETTLED");
                    case Verdict.Repeat known -> new Done("ALREADY_SETTLED");
                    case Verdict.Conflict conflict -> new StillFails(conflict.cause());
                };
        };
    }
}
