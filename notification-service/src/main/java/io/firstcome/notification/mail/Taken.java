package io.firstcome.notification.mail;

import java.util.List;

/** Mails taken from the queue, those due longest first, and until when they may be worked on. */
record Taken(List<Confirmation> mails, Lease lease) {}
