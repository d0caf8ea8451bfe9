package io.firstcome.localstack.backend;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.firstcome.localstack.backend.Mailbox.Mail;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.List;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.InflaterOutputStream;

/**
 * A mail as it is kept: heads as they are, the text and HTML parts deflated (mails are alike, so they become small).
 *
 * @param id for the API, ever growing
 * @param size of the whole mail, in bytes
 */
record StoredMail(
        long id,
        String messageId,
        Address from,
        List<Address> to,
        String subject,
        Instant received,
        int size,
        String snippet,
        byte[] text,
        byte[] html) {

    private static final int SNIPPET_LENGTH = 120;

    /** A mail address and the name written beside it, which may be empty. */
    record Address(String name, String address) {}

    static StoredMail of(
            long id,
            String messageId,
            Address from,
            List<Address> to,
            String subject,
            Instant received,
            int size,
            String text,
            String html) {
        var words = text.strip().replaceAll("\\s+", " ");
        var snippet = words.substring(0, Math.min(SNIPPET_LENGTH, words.length()));
        return new StoredMail(id, messageId, from, to, subject, received, size, snippet, deflate(text), deflate(html));
    }

    String textPart() {
        return inflate(text);
    }

    String htmlPart() {
        return inflate(html);
    }

    boolean isTo(String address) {
        return to.stream().anyMatch(recipient -> recipient.address().equalsIgnoreCase(address));
    }

    Mail content() {
        return new Mail(from.address(), to.stream().map(Address::address).toList(), subject, textPart(), htmlPart());
    }

    private static byte[] deflate(String text) {
        var deflater = new Deflater(Deflater.BEST_SPEED, true);
        try {
            var bytes = new ByteArrayOutputStream();
            try (var out = new DeflaterOutputStream(bytes, deflater)) {
                out.write(text.getBytes(UTF_8));
            }
            return bytes.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            deflater.end();
        }
    }

    private static String inflate(byte[] deflated) {
        var inflater = new java.util.zip.Inflater(true);
        try {
            var bytes = new ByteArrayOutputStream();
            try (var out = new InflaterOutputStream(bytes, inflater)) {
                out.write(deflated);
            }
            return bytes.toString(UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            inflater.end();
        }
    }
}
