package io.firstcome.notification.settle;

import io.firstcome.contracts.claim.ClaimGranted;
import io.firstcome.notification.failure.FailedRecord;
import io.firstcome.notification.failure.FailureKind;
import io.firstcome.notification.failure.FailureLog;
import io.firstcome.notification.mail.MailQueue;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Settles a batch in one transaction: rows of claims, a mail for each new one, and what failed for good. */
@Component
class Settling {

    private final ClaimStore claims;
    private final MailQueue mails;
    private final FailureLog failures;
    private final TransactionTemplate transaction;

    Settling(ClaimStore claims, MailQueue mails, FailureLog failures, TransactionTemplate transaction) {
        this.claims = claims;
        this.mails = mails;
        this.failures = failures;
        this.transaction = transaction;
    }

    /**
     * Settles a batch, whole or not at all. The same batch may come again at any time and changes nothing then.
     *
     * @param traces the steps of traces that the mails of claims follow; of those that are traced
     * @return a verdict for each of the batch's claims, in their order
     * @throws org.springframework.dao.DataAccessException                     when MySQL does not do it; try again
     * @throws org.springframework.transaction.TransactionException as above
     */
    List<Verdict> settle(Batch batch, Map<ClaimGranted, String> traces) {
        try {
            return settle(batch, traces, claims::addAll);
        } catch (DuplicateKeyException notAllNew) {
            return settle(batch, traces, claims::addNew);
        }
    }

    /** Settles one claim that was put aside, in the transaction of its replay. */
    Verdict settleAgain(ClaimGranted claim) {
        Verdict verdict = claims.addNew(List.of(claim)).getFirst();
        if (verdict instanceof Verdict.Settled) {
            mails.add(List.of(claim), Map.of());
        }
        return verdict;
    }

    private List<Verdict> settle(
            Batch batch, Map<ClaimGranted, String> traces, Function<List<ClaimGranted>, List<Verdict>> add) {
        return transaction.execute(status -> {
            List<Verdict> verdicts = add.apply(batch.claims());
            List<ClaimGranted> settled = new ArrayList<>();
            List<FailedRecord> failed = new ArrayList<>(batch.poison());
            for (int i = 0; i < verdicts.size(); i++) {
                switch (verdicts.get(i)) {
                    case Verdict.Settled yes -> settled.add(batch.claims().get(i));
                    case Verdict.Conflict conflict ->
                        failed.add(batch.failed(i, FailureKind.CONFLICT, conflict.cause()));
                    case Verdict.Repeat known -> {}
                }
            }
            settled.sort(ClaimStore.BY_RANK);
            mails.add(settled, traces);
            failures.addRecords(failed);
            return verdicts;
        });
    }
}
