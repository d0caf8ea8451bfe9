package io.firstcome.localstack.launch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import org.junit.jupiter.api.Test;

class ParallelTest {
    @Test
    void allRunAtOnce() {
        var meeting = new CyclicBarrier(3);
        Runnable attend = () -> {
            try {
                meeting.await();
            } catch (InterruptedException | BrokenBarrierException e) {
                throw new IllegalStateException(e);
            }
        };

        Parallel.run(List.of(attend, attend, attend));
        assertThat(meeting.getNumberWaiting()).isZero();
    }

    @Test
    void theFirstFailureIsThrownAtOnce() {
        var never = new CountDownLatch(1);

        assertThatThrownBy(() -> Parallel.run(List.of(
                        () -> {
                            try {
                                never.await();
                            } catch (InterruptedException e) {
                                Thread.currentThread().interrupt();
                            }
                        },
                        () -> {
                            throw new LaunchException("broken");
                        })))
                .isInstanceOf(LaunchException.class)
                .hasMessage("broken");
    }

    @Test
    void nothingToDoIsDone() {
        Parallel.run(List.of());
    }
}
