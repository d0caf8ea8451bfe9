package io.firstcome.notification.settle;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import io.firstcome.contracts.Language;
import io.firstcome.contracts.claim.ClaimGranted;
import java.io.IOException;
import java.time.Instant;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/**
 * Reads a claim from a record's value. It lets nothing through that the tables would refuse, because a statement refused
 * for its data would be tried again for ever. Causes are of its own wording: Jackson's may quote what was sent.
 */
@Component
class ClaimReader {

    /** Width of the column {@code mail.event_name}. */
    static final int LONGEST_NAME = 500;

    private static final long LATEST_GRANT =
            Instant.parse("9999-12-31T00:00:00Z").toEpochMilli();

    private final ObjectReader json;

    ClaimReader(ObjectMapper json) {
        this.json = json.readerFor(ClaimGranted.class);
    }

    /** Reads a value; null is a tombstone, which no claim ever is. */
    Reading read(byte[] value) {
        if (value == null || value.length == 0) {
            return new Reading.Poison("the record has no value");
        }
        try {
            ClaimGranted claim = json.readValue(value);
            return claim == null ? new Reading.Poison("the record is the JSON null") : checked(claim);
        } catch (JsonMappingException e) {
            return new Reading.Poison("not a claim: wrong type or value at " + path(e));
        } catch (JsonProcessingException e) {
            return new Reading.Poison(
                    e.getLocation() == null
                            ? "JSON that is too deep or too long to be read"
                            : "not JSON, from byte " + e.getLocation().getByteOffset());
        } catch (IOException noText) {
            // Jackson takes bytes such as those of an Avro record for UTF-32, and says of what is none that it cannot
            // be read.
            return new Reading.Poison("not JSON: bytes of no encoding that JSON has");
        }
    }

    private static Reading checked(ClaimGranted c) {
        String name = c.eventName();
        if (name == null || name.isBlank()) {
            return new Reading.Poison("eventName is missing");
        }
        if (name.codePointCount(0, name.length()) > LONGEST_NAME) {
            return new Reading.Poison("eventName is longer than " + LONGEST_NAME);
        }
        String tooSmall = c.eventId() < 1
                ? "eventId"
                : c.user() < 1 ? "user" : c.rank() < 1 ? "rank" : c.unit() < 1 ? "unit" : null;
        if (tooSmall != null) {
            return new Reading.Poison(tooSmall + " is missing or less than 1");
        }
        if (c.grantedAt() < 1 || c.grantedAt() > LATEST_GRANT) {
            return new Reading.Poison("grantedAt is missing or no time in milliseconds");
        }
        return new Reading.Claim(c.language() != null ? c : inEnglish(c));
    }

    /** A claim without a language is still one; English is what {@link Language} makes of all it does not know. */
    private static ClaimGranted inEnglish(ClaimGranted c) {
        return new ClaimGranted(
                c.eventId(), c.eventName(), c.user(), c.rank(), c.unit(), Language.ofTag(null), c.grantedAt());
    }

    /** Names of fields of the contract alone; an unknown field is ignored and so can never be in the path. */
    private static String path(JsonMappingException e) {
        String path = e.getPath().stream()
                .map(reference -> reference.getFieldName() == null ? "[]" : reference.getFieldName())
                .collect(Collectors.joining("."));
        return path.isEmpty() ? "the top" : path;
    }
}
