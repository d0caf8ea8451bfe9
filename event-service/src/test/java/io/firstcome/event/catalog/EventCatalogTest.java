package io.firstcome.event.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.mockito.Mockito.doReturn;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import io.firstcome.contracts.problem.ProblemCode;
import io.firstcome.kit.problem.ProblemException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The catalog over a database whose answers can be held back. */
class EventCatalogTest {

    private final EventRows rows = mock();
    private final Revision revision = mock();
    private final CountDownLatch asked = new CountDownLatch(1);
    private final CountDownLatch mayAnswer = new CountDownLatch(1);

    @AfterEach
    void letGo() {
        mayAnswer.countDown();
    }

    @Test
    void aChangeIsSeenThoughALookThatBeganBeforeItIsStillUnderWay() throws Exception {
        EventCatalog catalog = new EventCatalog(rows, revision);
        when(revision.read()).thenAnswer(look -> {
            asked.countDown();
            mayAnswer.await();
            return 0L;
        });
        Thread before = Thread.startVirtualThread(catalog::refresh);
        asked.await();
        when(rows.findByReadyTrue()).thenReturn(List.of(row(7)));

        Thread after = Thread.startVirtualThread(catalog::refresh);
        await().until(() -> after.getState() == Thread.State.WAITING);
        doReturn(1L).when(revision).read();
        mayAnswer.countDown();
        before.join();
        after.join();

        assertThat(catalog.all()).extracting(Event::id).containsExactly(7L);
    }

    @Test
    void whileTheDatabaseHangsNobodyWaitsForItLongAndNobodyIsToldThereIsNoSuchEvent() throws Exception {
        EventCatalog catalog = new EventCatalog(rows, revision);
        when(revision.read()).thenAnswer(look -> {
            asked.countDown();
            mayAnswer.await();
            return 0L;
        });
        Thread.startVirtualThread(catalog::refresh);
        asked.await();
        await().pollDelay(Duration.ofMillis(20)).until(() -> true);

        var batch = CompletableFuture.runAsync(() -> {
            for (long id = 1; id <= 500; id++) {
                long unknown = id;
                assertThatThrownBy(() -> catalog.require(unknown))
                        .isInstanceOfSatisfying(
                                ProblemException.class,
                                problem -> assertThat(problem.code()).isEqualTo(ProblemCode.UNAVAILABLE));
            }
        });
        batch.get(5, TimeUnit.SECONDS);
    }

    private static EventRow row(long id) {
        Instant now = Instant.now();
        EventRow row = new EventRow("Gifts", now, now.plusSeconds(60), now);
        row.id = id;
        row.ready = true;
        return row;
    }
}
