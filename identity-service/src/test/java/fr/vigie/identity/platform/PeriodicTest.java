package fr.vigie.identity.platform;

import static org.awaitility.Awaitility.await;

import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class PeriodicTest {

  private final Vertx vertx = Vertx.vertx();
  private final AtomicInteger rounds = new AtomicInteger();

  @AfterEach
  void stop() {
    vertx.close();
  }

  @Test
  void a_round_that_fails_comes_back() {
    Periodic.start(
        vertx,
        "test",
        Duration.ofMillis(1),
        () -> {
          rounds.incrementAndGet();
          return Uni.createFrom().failure(new IllegalStateException("away"));
        });

    await().until(() -> rounds.get() > 1);
  }

  @Test
  void a_round_that_does_not_even_begin_comes_back() {
    Periodic.start(
        vertx,
        "test",
        Duration.ofMillis(1),
        () -> {
          rounds.incrementAndGet();
          throw new IllegalStateException("away");
        });

    await().until(() -> rounds.get() > 1);
  }
}
