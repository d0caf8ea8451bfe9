package io.firstcome.event.catalog;

import io.firstcome.contracts.stock.Quantity;
import io.firstcome.kit.input.OneLine;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.Instant;

/**
 * Asks for an event.
 *
 * @param name     1 to 100 characters on one line
 * @param opensAt  when it opens; now when left out
 * @param closesAt when it closes
 * @param quantity its stock, 1 to 10,000,000; none when left out, to be set later
 * @param current  whether it becomes the current event; the first event always does
 */
record NewEvent(
        @NotBlank @Size(max = 100) @Pattern(regexp = EventName.PATTERN, message = OneLine.RULE) String name,

        Instant opensAt,
        @NotNull Instant closesAt,
        @Min(1) @Max(Quantity.MAX) Long quantity,
        Boolean current) {

    /** Returns it in words, for the list of what admins did. */
    String about() {
        return "name: " + name.strip() + ", closesAt: " + closesAt + (opensAt == null ? "" : ", opensAt: " + opensAt)
                + (quantity == null ? "" : ", quantity: " + quantity) + (makesCurrent() ? ", current" : "");
    }

    boolean makesCurrent() {
        return Boolean.TRUE.equals(current);
    }
}
