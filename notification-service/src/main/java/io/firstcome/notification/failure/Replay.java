package io.firstcome.notification.failure;

import java.util.Set;

/** Does again what failed. There is one for records and one for mails. */
public interface Replay {

    /** Returns which failures it can do again. */
    Set<FailureKind> kinds();

    /**
     * Tries once, inside the transaction that closes the failure. No network calls.
     *
     * @return what came of it; when it still fails, all that was done is rolled back
     */
    Result replay(Failure failure);

    /** What came of a replay. */
    sealed interface Result {}

    /** Done, or found done already; {@code outcome} is a word such as {@code SETTLED}, kept with the failure. */
    record Done(String outcome) implements Result {}

    /** It fails as before, for the given cause, in English. */
    record StillFails(String cause) implements Result {}
}
