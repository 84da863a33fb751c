package fr.vigie.audit.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarkiverse.resteasy.problem.HttpProblem;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/// Slow readers, more of them than there are connections. (ATTACKS 41)
class StreamsTest {

  private static final int RUNNING = 2;
  private static final int WAITING = 3;

  @Test
  void few_are_read_at_a_time_some_wait_and_whoever_comes_then_is_told_at_once() throws Exception {
    var streams = new Streams(RUNNING, WAITING);
    var end = new CountDownLatch(1);
    var atOnce = new AtomicInteger();
    var most = new AtomicInteger();
    var given = new AtomicInteger();

    try (var readers = Executors.newVirtualThreadPerTaskExecutor()) {
      for (var reader = 0; reader < RUNNING + WAITING; reader++) {
        streams.refuseWhereFull();
        var _ =
            readers.submit(() -> {
              streams.give(() -> {
                most.accumulateAndGet(atOnce.incrementAndGet(), Math::max);
                await(end);
                atOnce.decrementAndGet();
                given.incrementAndGet();
              });
              return null;
            });
        var now = reader + 1;
        Awaitility.await().until(() -> streams.there() == now);
      }

      assertThatThrownBy(streams::refuseWhereFull).isInstanceOf(HttpProblem.class);
      end.countDown();
    }

    assertThat(given).hasValue(RUNNING + WAITING);
    assertThat(most).hasValue(RUNNING);
    assertThatCode(streams::refuseWhereFull).doesNotThrowAnyException();
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
