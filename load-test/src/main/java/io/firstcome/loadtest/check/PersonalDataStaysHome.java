package io.firstcome.loadtest.check;

/** 7, as far as it can be seen from outside: no answer about applying, status, claims or stock holds an address. */
final class PersonalDataStaysHome implements Check {

    @Override
    public Verdict check(Observations seen) {
        long leaks = seen.around().bodiesWithAt();
        Findings findings = new Findings();
        findings.require(leaks == 0, "%d answers have an at sign in their body", leaks);
        return findings.verdict(
                "7 Personal data stays home",
                "%,d of %,d answers with an at sign (Redis, Kafka, MySQL and logs: the services' tests)",
                leaks,
                seen.around().bodies());
    }
}
