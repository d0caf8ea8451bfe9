package io.firstcome.contracts;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.List;
import java.util.Locale;

/** The languages Firstcome speaks to people: in mails, pages and problem titles. */
public enum Language {
    EN("en"),
    KO("ko");

    private final String tag;

    Language(String tag) {
        this.tag = tag;
    }

    /** Returns the BCP 47 tag, {@code en} or {@code ko}. */
    @JsonValue
    public String tag() {
        return tag;
    }

    /** Returns the language of a tag; anything but {@code ko} is English, so that an old or odd message is still read. */
    @JsonCreator
    public static Language ofTag(String tag) {
        return "ko".equals(tag) ? KO : EN;
    }

    /**
     * Chooses by an {@code Accept-Language} header (RFC 9110, 12.5.4).
     *
     * @param header the header's value; may be null or malformed
     * @return the language with the highest weight that Firstcome speaks; English when there is none
     */
    public static Language accepted(String header) {
        if (header == null || header.isBlank() || header.length() > 200) {
            return EN;
        }
        try {
            Locale best = Locale.lookup(Locale.LanguageRange.parse(header), List.of(Locale.ENGLISH, Locale.KOREAN));
            return best == null ? EN : ofTag(best.getLanguage());
        } catch (IllegalArgumentException malformed) {
            return EN;
        }
    }
}
