package io.firstcome.bench.crowd;

import io.firstcome.bench.BenchException;
import io.firstcome.loadtest.suite.Accounts;
import io.firstcome.loadtest.suite.SuiteException;
import java.util.ArrayList;
import java.util.List;

/** Users with accounts in the suite, made when they are first needed. */
public final class Crowd {
    private final Accounts accounts;
    private final List<Long> users = new ArrayList<>();

    public Crowd(Accounts accounts) {
        this.accounts = accounts;
    }

    /**
     * So many users, from the given one on; the same numbers are always the same users.
     *
     * @param from number of the first, from 0
     */
    public long[] users(int from, int count) {
        var missing = from + count - users.size();
        if (missing > 0) {
            try {
                users.addAll(accounts.make(missing));
            } catch (SuiteException e) {
                throw new BenchException(e.getMessage(), e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new BenchException("interrupted", e);
            }
        }
        return users.subList(from, from + count).stream()
                .mapToLong(Long::longValue)
                .toArray();
    }
}
