package io.firstcome.bench.lab.way;

import io.firstcome.stock.grant.LockedLedger;
import io.firstcome.stock.grant.ScriptLedger;
import java.time.Clock;
import java.util.Arrays;
import java.util.Optional;

/** What the lab compares, in the order of the table. */
public enum Strategy {
    NO_LOCK("no lock", Kind.UNSAFE, 1, "everybody reads the same stock before anybody has written it"),
    SYNCHRONIZED(
            "synchronized",
            Kind.UNSAFE,
            1,
            "right as long as there is one process, which is never restarted or doubled"),
    SYNCHRONIZED_2("synchronized", Kind.UNSAFE, 2, "a monitor is in one JVM; the other one has its own"),
    REENTRANT_LOCK("ReentrantLock", Kind.UNSAFE, 1, "the same, with fairness and time-outs to be had"),
    REENTRANT_LOCK_2("ReentrantLock", Kind.UNSAFE, 2, "the same: it ends where the process ends"),
    SEMAPHORE(
            "Semaphore",
            Kind.UNSAFE,
            1,
            "the same with one permit; with as many as units it forgets them at a restart"),
    SEMAPHORE_2("Semaphore", Kind.UNSAFE, 2, "the same: two processes, two permits"),
    MYSQL_PESSIMISTIC(
            "MySQL select … for update",
            Kind.SAFE,
            1,
            "one row, one line: each waits for the commit, on disk, of the one before"),
    MYSQL_ATOMIC(
            "MySQL update … where granted < quantity",
            Kind.SAFE,
            1,
            "still one row, but held for a shorter time, and losers only read"),
    MYSQL_UNIT_ROWS(
            "MySQL row per unit, skip locked",
            Kind.SAFE,
            1,
            "winners do not wait for each other, but ranks are not in order of arrival"),
    REDIS_SPIN_LOCK(
            "Redis spin lock (SET NX PX)",
            Kind.SAFE,
            1,
            "those who wait ask again and again; no longer than the lease"),
    REDISSON_LOCK(
            "Redisson lock per request",
            Kind.SAFE,
            1,
            "a line with four or five round trips each; who lets go often takes it again, while the others wait to be woken"),
    REDIS_COUNTER(
            "Redis SADD + INCR",
            Kind.UNSAFE,
            1,
            "counts right until somebody dies between the steps; a repeat is not told its rank; five round trips for a loser"),
    SCRIPT("one script per request", Kind.SAFE, 1, "Redis runs it alone: no lock, one round trip"),
    REDISSON_LOCK_BATCH("Redisson lock per batch", Kind.SAFE, 1, "the lock and its round trips shared by a batch"),
    SCRIPT_BATCH("one script per batch (ours)", Kind.SAFE, 1, "one round trip for all who came meanwhile");

    /** What others are compared with. */
    public static final Strategy YARDSTICK = REDISSON_LOCK;

    private enum Kind {
        SAFE,
        UNSAFE
    }

    private final String title;
    private final Kind kind;
    private final int processes;
    private final String remark;

    Strategy(String title, Kind kind, int processes, String remark) {
        this.title = title;
        this.kind = kind;
        this.processes = processes;
        this.remark = remark;
    }

    /** Finds the strategy of a name as {@link #key()} gives it. */
    public static Optional<Strategy> of(String key) {
        return Arrays.stream(values()).filter(one -> one.key().equals(key)).findFirst();
    }

    /** The name on the command line, like {@code script-batch}. */
    public String key() {
        return name().toLowerCase().replace('_', '-');
    }

    public String title() {
        return processes == 1 ? title : title + ", " + processes + " processes";
    }

    /** Whether it keeps its promises in any number of processes, also when one of them dies. */
    public boolean safe() {
        return kind == Kind.SAFE;
    }

    public int processes() {
        return processes;
    }

    /** Why it is as it is, in a few words. */
    public String remark() {
        return remark;
    }

    /** Makes it ready for one event in this process; the caller closes it. */
    public Way way(Stores stores, long event) {
        Clock clock = Clock.systemUTC();
        return switch (this) {
            case NO_LOCK -> new PerRequest(UnsafeLedger.withoutLock(stores.redisson(), clock), event);
            case SYNCHRONIZED, SYNCHRONIZED_2 ->
                new PerRequest(UnsafeLedger.withMonitor(stores.redisson(), clock), event);
            case REENTRANT_LOCK, REENTRANT_LOCK_2 ->
                new PerRequest(UnsafeLedger.withReentrantLock(stores.redisson(), clock), event);
            case SEMAPHORE, SEMAPHORE_2 -> new PerRequest(UnsafeLedger.withSemaphore(stores.redisson(), clock), event);
            case MYSQL_PESSIMISTIC -> new PerRequest(new PessimisticLedger(stores.tables(), clock), event);
            case MYSQL_ATOMIC -> new PerRequest(new AtomicUpdateLedger(stores.tables(), clock), event);
            case MYSQL_UNIT_ROWS -> new PerRequest(new UnitRowLedger(stores.tables(), clock), event);
            case REDIS_SPIN_LOCK -> new PerRequest(new SpinLockLedger(stores.redisson(), clock), event);
            case REDISSON_LOCK -> new PerRequest(new LockedLedger(stores.redisson(), clock), event);
            case REDIS_COUNTER -> new CountThenDecide(stores.redisson(), event, clock);
            case SCRIPT -> new PerRequest(new ScriptLedger(stores.redisson(), clock), event);
            case REDISSON_LOCK_BATCH -> new PerBatch(new LockedLedger(stores.redisson(), clock), event);
            case SCRIPT_BATCH -> new PerBatch(new ScriptLedger(stores.redisson(), clock), event);
        };
    }
}
