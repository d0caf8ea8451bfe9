package io.firstcome.auth.code;

import io.firstcome.auth.account.Accounts;
import io.firstcome.auth.account.EmailAddress;
import io.firstcome.auth.code.Checking.NoCode;
import io.firstcome.auth.code.Checking.Right;
import io.firstcome.auth.code.Checking.Wrong;
import io.firstcome.auth.code.CodeMetrics.Check;
import io.firstcome.auth.token.Sessions;
import io.firstcome.auth.token.TokenPair;
import io.firstcome.contracts.problem.ProblemCode;
import io.firstcome.kit.problem.ProblemException;
import java.time.Duration;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Lets in whoever has the code of an address. The first time, that makes the account. */
@Component
class CodeLogin {

    private static final Logger log = LoggerFactory.getLogger(CodeLogin.class);

    private final ClientLimits limits;
    private final VerificationCodes codes;
    private final Accounts accounts;
    private final Sessions sessions;
    private final CodeMetrics metrics;

    CodeLogin(ClientLimits limits, VerificationCodes codes, Accounts accounts, Sessions sessions, CodeMetrics metrics) {
        this.limits = limits;
        this.codes = codes;
        this.accounts = accounts;
        this.sessions = sessions;
        this.metrics = metrics;
    }

    /**
     * Checks a code and opens a session.
     *
     * @param client the address of the client, for its limit
     * @throws ProblemException INVALID_CODE, alike for wrong, expired, used and never sent ones; TOO_MANY_REQUESTS
     */
    TokenPair logIn(EmailAddress address, String code, String client) {
        metrics.checkRequested();
        Check outcome = Check.FAILED;
        try {
            Optional<Duration> wait = limits.exceeded(ClientLimits.Kind.CHECK, client);
            if (wait.isPresent()) {
                outcome = Check.CLIENT_LIMITED;
                throw ProblemException.tryAgain(
                        ProblemCode.TOO_MANY_REQUESTS,
                        wait.get(),
                        "Too many codes were tried from your network.",
                        null);
            }
            return switch (codes.check(address, code)) {
                case Right right -> {
                    TokenPair tokens = open(address, code, right);
                    outcome = Check.RIGHT;
                    yield tokens;
                }
                case Wrong wrong -> {
                    outcome = Check.WRONG;
                    throw invalid();
                }
                case NoCode none -> {
                    outcome = Check.NO_CODE;
                    throw invalid();
                }
            };
        } finally {
            metrics.ended(outcome);
        }
    }

    /** The answer to an outage is "try again"; then trying again must be able to succeed, so the code is given back. */
    private TokenPair open(EmailAddress address, String code, Right right) {
        try {
            return sessions.open(accounts.findOrCreate(address));
        } catch (RuntimeException e) {
            try {
                codes.giveBack(address, code, right);
            } catch (RuntimeException alsoAway) {
                log.warn("A code could not be given back", alsoAway);
            }
            throw e;
        }
    }

    private static ProblemException invalid() {
        return ProblemException.of(ProblemCode.INVALID_CODE, "Wrong, expired, used, or tried too often.");
    }
}
