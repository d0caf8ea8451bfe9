package io.firstcome.loadtest.check;

import io.firstcome.contracts.settle.MailState;
import io.firstcome.contracts.settle.SettledClaim;
import io.firstcome.loadtest.check.Observations.Mail;
import java.util.Set;
import java.util.stream.Collectors;

/** 3: each user who was told a rank has a settled claim and a mail that was sent. */
final class PromiseKept implements Check {

    @Override
    public Verdict check(Observations seen) {
        Set<Long> promised = seen.promised().keySet();
        Set<Long> settled = seen.claims().stream().map(SettledClaim::user).collect(Collectors.toSet());
        long broken = promised.stream().filter(user -> !settled.contains(user)).count();
        long sent = seen.claims().stream()
                .filter(claim -> claim.mail() == MailState.SENT)
                .count();
        long unsent = seen.claims().size() - sent;

        Findings findings = new Findings();
        findings.require(broken == 0, "%d users were promised a unit and have no settled claim", broken);
        findings.require(unsent == 0, "%d settled claims have no mail that was sent", unsent);
        String mailbox = switch (seen.around().mail()) {
            case Mail.Counted counted -> {
                findings.require(
                        counted.recipients() == sent,
                        "the mailbox has mails to %d addresses, %d are marked as sent",
                        counted.recipients(),
                        sent);
                yield "%,d mails to %,d addresses in the mailbox".formatted(counted.mails(), counted.recipients());
            }
            case Mail.NotCounted not -> "mailbox not counted: " + not.reason();
        };
        return findings.verdict(
                "3 A 202 is kept",
                "%,d of %,d promised are settled; %,d mails sent; %s",
                promised.size() - broken,
                promised.size(),
                sent,
                mailbox);
    }
}
