package io.firstcome.auth.secret;

/** A setting without which the service does not start is missing or unusable. Its message never holds the value: most are secrets. */
public final class UnusableSetting extends RuntimeException {

    /**
     * Names what is wrong.
     *
     * @param variable the environment variable it comes from
     * @param reason   what is wrong and what is needed, to be read after the variable's name
     */
    public UnusableSetting(String variable, String reason) {
        super(variable + " " + reason);
    }
}
