package io.firstcome.auth.account;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A valid address in its one normal form: trimmed and in lower case, the part before the @ too. (The standard lets a mail
 * server tell {@code Kim@} from {@code kim@}; none that people use does, and people expect to be the same person.)
 */
public final class EmailAddress {

    /** Longest address there is (RFC 3696, erratum 1690). */
    static final int MAX_LENGTH = 254;

    private static final int MAX_LOCAL_LENGTH = 64;
    private static final Pattern LOCAL = Pattern.compile("[a-z0-9!#$%&'*+/=?^_`{|}~.-]+");
    private static final Pattern LABEL = Pattern.compile("[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?");

    private final String value;

    private EmailAddress(String value) {
        this.value = value;
    }

    /** Returns the address that the text, which may be null, stands for; empty when it is none. */
    public static Optional<EmailAddress> parse(String text) {
        if (text == null || text.length() > MAX_LENGTH + 100) {
            return Optional.empty();
        }
        String normal = text.strip().toLowerCase(Locale.ROOT);
        int at = normal.lastIndexOf('@');
        if (normal.length() > MAX_LENGTH || at < 1) {
            return Optional.empty();
        }
        return isLocal(normal.substring(0, at)) && isDomain(normal.substring(at + 1))
                ? Optional.of(new EmailAddress(normal))
                : Optional.empty();
    }

    private static boolean isLocal(String local) {
        return local.length() <= MAX_LOCAL_LENGTH
                && LOCAL.matcher(local).matches()
                && !local.startsWith(".")
                && !local.endsWith(".")
                && !local.contains("..");
    }

    /** A name with at least two labels; a mail to a bare host, or to an IP address, is a typing error or an attack. */
    private static boolean isDomain(String domain) {
        String[] labels = domain.split("\\.", -1);
        if (labels.length < 2) {
            return false;
        }
        for (String label : labels) {
            if (!LABEL.matcher(label).matches()) {
                return false;
            }
        }
        return !labels[labels.length - 1].chars().allMatch(Character::isDigit);
    }

    /** Returns the address itself, for sending and hashing. */
    public String value() {
        return value;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof EmailAddress address && address.value.equals(value);
    }

    @Override
    public int hashCode() {
        return value.hashCode();
    }

    /** Keeps the address out of logs. */
    @Override
    public String toString() {
        return "EmailAddress[…]";
    }
}
