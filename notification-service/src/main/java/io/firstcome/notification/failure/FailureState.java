package io.firstcome.notification.failure;

import org.springframework.data.jpa.domain.Specification;

/** What became of a failure. */
enum FailureState {
    /** Nobody has dealt with it. */
    OPEN((failure, query, is) -> is.isNull(failure.get("closedAt"))),
    /** It was done again, or found done. */
    REPLAYED((failure, query, is) -> is.notEqual(failure.get("outcome"), Dismissals.DISMISSED)),
    /** An admin has decided that it is not to be done. */
    DISMISSED((failure, query, is) -> is.equal(failure.get("outcome"), Dismissals.DISMISSED));

    private final transient Specification<Failure> specification;

    FailureState(Specification<Failure> specification) {
        this.specification = specification;
    }

    /** Returns which failures are in this state. */
    Specification<Failure> specification() {
        return specification;
    }
}
