package io.firstcome.kit.input;

/**
 * What people write that others read beside other texts, such as names and reasons: one line, without anything that turns round what stands after it.
 * For {@link jakarta.validation.constraints.Pattern}.
 */
public final class OneLine {

    public static final String PATTERN = "[^\\p{Cntrl}\\u2028\\u2029\\u202a-\\u202e\\u2066-\\u2069]*";
    public static final String RULE = "must be one line of text";

    private OneLine() {}
}
