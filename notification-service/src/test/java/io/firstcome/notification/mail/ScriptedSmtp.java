package io.firstcome.notification.mail;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/** A mail server that answers as a test wants: what real ones do on bad days. */
final class ScriptedSmtp implements AutoCloseable {

    /** As an answer: hang up instead. */
    static final String HANG_UP = "";

    /** As an answer: none. */
    static final String SILENCE = "...";

    private static final Map<String, String> KIND = Map.of(
            "GREETING", "220 ready",
            "EHLO", "250 hello",
            "MAIL", "250 ok",
            "RCPT", "250 ok",
            "DATA", "354 go on",
            "END", "250 taken",
            "RSET", "250 ok",
            "NOOP", "250 ok",
            "QUIT", "221 bye");

    private final ServerSocket server;
    private final Map<String, String> answers = new ConcurrentHashMap<>(KIND);
    private final List<String> accepted = new CopyOnWriteArrayList<>();
    private final AtomicInteger connections = new AtomicInteger();

    ScriptedSmtp() {
        try {
            server = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Thread.ofVirtual().start(this::accept);
    }

    /** Sets the answer to a command; {@code RCPT <address>} is for that one alone, {@code END} ends a mail's data. */
    ScriptedSmtp on(String command, String answer) {
        answers.put(command, answer);
        return this;
    }

    int port() {
        return server.getLocalPort();
    }

    /** Returns the mails it took, as they were sent. */
    List<String> accepted() {
        return accepted;
    }

    int connections() {
        return connections.get();
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                Socket client = server.accept();
                connections.incrementAndGet();
                Thread.ofVirtual().start(() -> talk(client));
            } catch (IOException closed) {
                return;
            }
        }
    }

    private void talk(Socket client) {
        try (client;
                var in = new BufferedReader(new InputStreamReader(client.getInputStream(), StandardCharsets.UTF_8));
                OutputStream out = client.getOutputStream()) {
            boolean going = say(out, answers.get("GREETING"));
            String line;
            while (going && (line = in.readLine()) != null) {
                String command = line.split("[ :]")[0].toUpperCase();
                String answer = answer(command, line);
                going = say(out, answer);
                if (command.equals("DATA") && answer.startsWith("354")) {
                    going = data(in, out);
                }
            }
        } catch (IOException gone) {
            // The client's matter.
        }
    }

    private String answer(String command, String line) {
        if (command.equals("RCPT")) {
            String address = line.substring(line.indexOf('<') + 1, line.indexOf('>'));
            return answers.getOrDefault("RCPT " + address, answers.get("RCPT"));
        }
        return answers.getOrDefault(command, "500 what?");
    }

    private boolean data(BufferedReader in, OutputStream out) throws IOException {
        StringBuilder mail = new StringBuilder();
        for (String line = in.readLine(); !".".equals(line); line = in.readLine()) {
            mail.append(line).append("\r\n");
        }
        String answer = answers.get("END");
        if (answer.startsWith("250")) {
            accepted.add(mail.toString());
        }
        return say(out, answer);
    }

    private static boolean say(OutputStream out, String answer) throws IOException {
        if (answer.equals(HANG_UP)) {
            return false;
        }
        if (answer.equals(SILENCE)) {
            return true;
        }
        out.write((answer + "\r\n").getBytes(StandardCharsets.UTF_8));
        out.flush();
        return true;
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}
