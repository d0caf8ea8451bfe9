package io.firstcome.localstack.backend;

import java.util.List;
import java.util.Map;

/** Mailpit in a container. Its mails do not outlive a restart. */
final class DockerMailbox extends ContainerBackend implements Mailbox {
    private final int smtpPort;
    private final int httpPort;
    private final MailpitClient client;

    DockerMailbox(int smtpPort, int httpPort) {
        super("axllent/mailpit:v1.27", Map.of(smtpPort, 1025, httpPort, 8025), Map.of("MP_MAX_MESSAGES", "20000"));
        this.smtpPort = smtpPort;
        this.httpPort = httpPort;
        this.client = new MailpitClient(url());
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
    public List<Mail> messagesTo(String address) {
        return client.messagesTo(address);
    }

    @Override
    public int count() {
        return client.count();
    }

    @Override
    public void clear() {
        client.clear();
    }

    @Override
    public Map<String, String> environment() {
        return Map.of("FIRSTCOME_SMTP_HOST", "127.0.0.1", "FIRSTCOME_SMTP_PORT", String.valueOf(smtpPort));
    }

    @Override
    boolean answers() {
        return Answers.smtp(smtpPort) && Answers.http(httpPort);
    }
}
