package io.firstcome.notification.mail;

import io.firstcome.notification.failure.Failure;
import io.firstcome.notification.failure.FailureKind;
import io.firstcome.notification.failure.Replay;
import java.util.EnumSet;
import java.util.Set;
import org.springframework.stereotype.Component;

/** Puts a mail that was given up back into the queue, with all its tries. */
@Component
class MailReplay implements Replay {

    private final MailQueue queue;

    MailReplay(MailQueue queue) {
        this.queue = queue;
    }

    @Override
    public Set<FailureKind> kinds() {
        return EnumSet.of(FailureKind.MAIL);
    }

    /** A mail that is not failed any more needs nothing: it was put back by the replay of an earlier failure. */
    @Override
    public Result replay(Failure failure) {
        return new Done(queue.addAgain(failure.eventId(), failure.user()) ? "QUEUED" : "NOT_NEEDED");
    }
}
