package io.firstcome.localstack.backend;

import jakarta.mail.Message.RecipientType;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.util.List;
import java.util.Properties;

/** Sends mails as the services do. */
final class Mails {
    private Mails() {}

    static void send(int port, String to, String subject, String text, String html) throws MessagingException {
        send(port, List.of(to), subject, text, html);
    }

    /** One mail per address, over one connection. */
    static void send(int port, List<String> to, String subject, String text, String html) throws MessagingException {
        var settings = new Properties();
        settings.put("mail.smtp.host", "127.0.0.1");
        settings.put("mail.smtp.port", String.valueOf(port));
        var session = Session.getInstance(settings);
        try (Transport transport = session.getTransport("smtp")) {
            transport.connect();
            for (var address : to) {
                var message = message(session, address, subject, text, html);
                transport.sendMessage(message, message.getAllRecipients());
            }
        }
    }

    private static MimeMessage message(Session session, String to, String subject, String text, String html)
            throws MessagingException {
        var message = new MimeMessage(session);
        message.setFrom(new InternetAddress("Firstcome <no-reply@firstcome.local>"));
        message.setRecipient(RecipientType.TO, new InternetAddress(to));
        message.setSubject(subject, "utf-8");
        var textPart = new MimeBodyPart();
        textPart.setText(text, "utf-8");
        var htmlPart = new MimeBodyPart();
        htmlPart.setContent(html, "text/html; charset=utf-8");
        message.setContent(new MimeMultipart("alternative", textPart, htmlPart));
        message.saveChanges();
        return message;
    }
}
