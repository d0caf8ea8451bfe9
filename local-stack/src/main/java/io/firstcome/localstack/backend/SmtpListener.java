package io.firstcome.localstack.backend;

import com.icegreen.greenmail.Managers;
import com.icegreen.greenmail.smtp.SmtpServer;
import com.icegreen.greenmail.util.ServerSetup;
import java.io.IOException;
import java.net.ServerSocket;

/** GreenMail's SMTP server on a {@link PromptSocket}. */
final class SmtpListener extends SmtpServer {
    private static final long START_MILLIS = 5_000;
    private static final long STOP_MILLIS = 2_000;

    private SmtpListener(int port, Managers managers) {
        super(new ServerSetup(port, "127.0.0.1", ServerSetup.PROTOCOL_SMTP), managers);
        setDaemon(true);
    }

    /** Starts one that gives its mails to the sink; returns when it listens. */
    static SmtpListener start(int port, MailSink sink) {
        if (Sockets.listens(port)) {
            throw new IllegalStateException("port " + port + " is taken");
        }
        var managers = new Managers();
        managers.getUserManager().setMessageDeliveryHandler(sink);
        var listener = new SmtpListener(port, managers);
        listener.startService();
        try {
            if (!listener.waitTillRunning(START_MILLIS)) {
                throw new IllegalStateException("it does not listen on port " + port);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
        return listener;
    }

    void end() {
        stopService(STOP_MILLIS);
    }

    @Override
    protected ServerSocket openServerSocket() throws IOException {
        return PromptSocket.listen(getServerSetup().getPort());
    }
}
