package io.firstcome.localstack.launch;

import java.util.concurrent.locks.LockSupport;

/** Ends the suite when the launcher is asked to end; an end that was asked for is a success, so the exit status is 0. */
final class ExitHook extends Thread {
    private final Suite suite;
    private final FastStart fastStart;
    private final Progress progress;

    ExitHook(Suite suite, FastStart fastStart, Progress progress) {
        super("exit");
        this.suite = suite;
        this.fastStart = fastStart;
        this.progress = progress;
    }

    @Override
    public void run() {
        progress.say("ending all of it");
        var status = 0;
        try {
            fastStart.end();
            suite.close();
            progress.say("all ended");
        } catch (RuntimeException e) {
            progress.say("could not end all of it: " + e);
            status = 1;
        }
        System.out.flush();
        Runtime.getRuntime().halt(status);
    }

    /** Never returns: the JVM ends first. */
    void awaitEnd() {
        while (true) {
            LockSupport.park();
        }
    }
}
