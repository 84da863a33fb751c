package fr.vigie.lockout.freezes;

import static org.assertj.core.api.Assertions.assertThat;

import fr.vigie.contracts.lockout.FreezeEvent.TargetFrozen;
import fr.vigie.contracts.lockout.FreezeEvent.TargetThawed;
import fr.vigie.eventstore.Boundary;
import fr.vigie.eventstore.EventStore;
import fr.vigie.eventstore.EventTag;
import fr.vigie.eventstore.StoredEvent;
import fr.vigie.lockout.freezes.FreezeCommand.ApproveThaw;
import fr.vigie.lockout.freezes.FreezeCommand.Freeze;
import fr.vigie.lockout.freezes.FreezeCommand.FreezeOnAlert;
import fr.vigie.lockout.freezes.FreezeCommand.ProposeThaw;
import fr.vigie.testkit.TestIssuer;
import fr.vigie.testkit.TestKafka;
import fr.vigie.testkit.TestPostgres;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

/// Decisions that race: the store's order is the only one there is.
@QuarkusTest
@WithTestResource(
    value = TestPostgres.class,
    initArgs = @ResourceArg(name = "database", value = "lockout"))
@WithTestResource(TestKafka.class)
@WithTestResource(TestIssuer.class)
class FreezeRaceTest {

  @Inject Freezes freezes;
  @Inject EventStore store;

  private final Actor alice = someone("CE-01");
  private final Actor oscar = someone("FT");
  private final Actor olga = someone("FT");
  private final Actor otto = someone("FT");

  private static Actor someone(String organisation) {
    return new Actor(word(), word(), organisation);
  }

  private static String word() {
    return UUID.randomUUID().toString();
  }

  // ATTACKS 50: the officer's freeze that is committed wins, whatever the guards have heard.
  @RepeatedTest(20)
  void nobody_thaws_anybody_once_they_are_frozen_themselves() throws Exception {
    var target = Target.account(alice.account());
    var freeze = word();
    handle(new Freeze(target, word(), Cause.LEFT, List.of(), olga, freeze));
    handle(new ProposeThaw(target, freeze, word(), ThawReason.MISTAKE, otto));
    Callable<FreezeAnswer> stopped =
        () ->
            handle(
                new Freeze(
                    Target.account(oscar.account()),
                    word(),
                    Cause.REPORTED_STOLEN,
                    List.of(),
                    olga,
                    word()));
    Callable<FreezeAnswer> thawing =
        () -> handle(new ApproveThaw(target, freeze, word(), otto.account(), oscar));

    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (var done : threads.invokeAll(List.of(stopped, thawing))) {
        assertThat(done.get()).isNotNull();
      }
    }

    var frozenAt = positionOf(TargetFrozen.class, oscar.account());
    assertThat(events(alice.account()))
        .filteredOn(event -> event.payload() instanceof TargetThawed)
        .allSatisfy(event -> assertThat(event.position()).isLessThan(frozenAt));
  }

  @Test
  void one_alert_told_to_many_replicas_at_once_freezes_once() throws Exception {
    Callable<FreezeAnswer> told =
        () ->
            handle(
                new FreezeOnAlert(
                    Target.account(alice.account()),
                    "alert-of-" + alice.account(),
                    "exposure-budget",
                    true,
                    List.of(),
                    word()));

    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var answers = threads.invokeAll(IntStream.range(0, 32).mapToObj(_ -> told).toList());
      var first = answers.getFirst().get();
      for (var answer : answers) {
        assertThat(answer.get()).isEqualTo(first);
      }
    }

    assertThat(events(alice.account())).hasSize(1);
  }

  private FreezeAnswer handle(FreezeCommand command) {
    return freezes.handle(command, Map.of()).await().indefinitely();
  }

  private long positionOf(Class<?> type, String account) {
    return events(account).stream()
        .filter(event -> type.isInstance(event.payload()))
        .mapToLong(StoredEvent::position)
        .min()
        .orElseThrow();
  }

  private List<StoredEvent> events(String account) {
    return store
        .read(Boundary.of(EventTag.of("freeze-target", "account:" + account)))
        .toCompletableFuture()
        .join();
  }
}
