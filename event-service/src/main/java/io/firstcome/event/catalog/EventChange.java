package io.firstcome.event.catalog;

import io.firstcome.kit.input.OneLine;
import jakarta.validation.constraints.AssertTrue;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Changes an event; what is null stays as it is.
 *
 * @param name     a new name
 * @param opensAt  a new opening time
 * @param closesAt a new closing time
 * @param state    {@code PAUSED} pauses, {@code OPEN} resumes, {@code CLOSED} closes for good
 * @param current  true makes it the current event
 */
record EventChange(
        @Size(min = 1, max = 100) @Pattern(regexp = EventName.PATTERN, message = OneLine.RULE) String name,

        Instant opensAt,
        Instant closesAt,
        Wanted state,

        @AssertTrue(message = "can only be true: make another event current instead") Boolean current) {

    /** A state that an admin can ask for. */
    enum Wanted {
        OPEN,
        PAUSED,
        CLOSED;

        EventState halt() {
            return this == OPEN ? null : EventState.valueOf(name());
        }
    }

    /** Returns it in words, for the list of what admins did. */
    String about() {
        return Stream.of(
                        name == null ? null : "name: " + name.strip(),
                        opensAt == null ? null : "opensAt: " + opensAt,
                        closesAt == null ? null : "closesAt: " + closesAt,
                        state == null ? null : "state: " + state,
                        current == null ? null : "current")
                .filter(Objects::nonNull)
                .collect(Collectors.joining(", "));
    }

    boolean changesMoreThanCurrent() {
        return name != null || opensAt != null || closesAt != null || (state != null && state != Wanted.CLOSED);
    }
}
