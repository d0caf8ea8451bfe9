package io.firstcome.localstack.backend;

import jakarta.mail.util.StreamProvider;
import java.io.IOException;
import java.util.List;
import java.util.Map;

/** GreenMail's SMTP server in this JVM, with a store of our own behind it and a small web server in front. */
public final class MailboxBackend implements Mailbox {
    private static final int NEWEST_KEPT = 20_000;

    static {
        // JavaMail looks for it anew, in every jar, at each text that it decodes. By its name it is found at once.
        System.setProperty(
                StreamProvider.class.getName(),
                StreamProvider.provider().getClass().getName());
    }

    private final MailStore store = new MailStore(NEWEST_KEPT);
    private final int smtpPort;
    private final int httpPort;
    private SmtpListener smtp;
    private MailHttp http;

    private MailboxBackend(int smtpPort, int httpPort) {
        this.smtpPort = smtpPort;
        this.httpPort = httpPort;
    }

    /** Starts it; it keeps the newest 20,000 mails, in memory. */
    public static MailboxBackend start(int smtpPort, int httpPort) {
        var mailbox = new MailboxBackend(smtpPort, httpPort);
        mailbox.start();
        return mailbox;
    }

    @Override
    public int smtpPort() {
        return smtpPort;
    }

    @Override
    public String url() {
        return "http://127.0.0.1:" + httpPort;
    }

    @Override
    public Map<String, String> environment() {
        return Map.of("FIRSTCOME_SMTP_HOST", "127.0.0.1", "FIRSTCOME_SMTP_PORT", String.valueOf(smtpPort));
    }

    @Override
    public List<Mail> messagesTo(String address) {
        return store.to(address).stream().map(StoredMail::content).toList();
    }

    @Override
    public int count() {
        return store.count();
    }

    @Override
    public void clear() {
        store.clear();
    }

    /** Only the SMTP side ends with stop and kill: what has arrived stays readable. */
    @Override
    public synchronized void start() {
        try {
            if (http == null) {
                http = new MailHttp(store, httpPort);
            }
            if (smtp == null) {
                smtp = SmtpListener.start(smtpPort, new MailSink(store));
                AtExit.close(this);
            }
        } catch (IOException | RuntimeException e) {
            close();
            throw new StartFailedException("mailbox", e);
        }
    }

    @Override
    public synchronized void stop() {
        if (smtp != null) {
            smtp.end();
            smtp = null;
        }
    }

    @Override
    public void kill() {
        stop();
    }

    @Override
    public synchronized void close() {
        stop();
        if (http != null) {
            http.close();
            http = null;
        }
        AtExit.closed(this);
    }

    @Override
    public String toString() {
        return "mailbox";
    }
}
