package fr.vigie.records.disclosure;

import static org.assertj.core.api.Assertions.assertThat;

import fr.vigie.eventstore.DecidingEventStore;
import fr.vigie.eventstore.EventStore;
import fr.vigie.eventstore.EventTypes;
import fr.vigie.eventstore.PostgresEventStorageEngine;
import fr.vigie.eventstore.StoreBusyException;
import fr.vigie.records.Door;
import fr.vigie.records.TestKeys;
import fr.vigie.records.TestPeople;
import fr.vigie.records.budgets.Bounds;
import fr.vigie.records.budgets.ExposurePolicy;
import fr.vigie.records.budgets.Tranches;
import fr.vigie.records.jobseeker.Files;
import fr.vigie.records.jobseeker.Histories;
import fr.vigie.records.platform.Outbox;
import fr.vigie.testkit.TestIssuer;
import fr.vigie.testkit.TestKafka;
import fr.vigie.testkit.TestPostgres;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.core.Vertx;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/// The budget under fire: one advisor's session, 32 requests at a time at two replicas, everyone of
/// the portfolio wanted.
@QuarkusTest
@WithTestResource(
    value = TestPostgres.class,
    initArgs = @ResourceArg(name = "database", value = "records"))
@WithTestResource(TestKafka.class)
@WithTestResource(TestIssuer.class)
@WithTestResource(TestKeys.class)
class BudgetRaceTest {

  private static final int SERIES = 40;
  private static final int PORTFOLIO = 240;
  private static final int BUDGET = 200;
  private static final int HANDS = 32;
  private static final String OSCAR = "5f0c9d7e-0000-4000-8000-000000000040";

  @Inject Vertx vertx;
  @Inject Pool pool;
  @Inject EventTypes types;
  @Inject Files files;
  @Inject Histories histories;
  @Inject Outbox outbox;
  @Inject Clock clock;

  private final ExposurePolicy policy =
      new Bounds(BUDGET, 999, 999, 1_000_000_000, 999, 9_999, 9_999, 10_000);
  private final Set<UUID> shown = ConcurrentHashMap.newKeySet();
  private final AtomicInteger refused = new AtomicInteger();

  @Test
  void the_201st_person_is_refused_whoever_is_asked() throws Exception {
    Door.take(TestPeople.lines(SERIES, 1, PORTFOLIO, OSCAR)).then().statusCode(200);
    Door.until(() ->
        files.cards(TestPeople.persons(SERIES, 1, PORTFOLIO)).await().atMost(WAIT).size()
            == PORTFOLIO);
    var wanted = new ConcurrentLinkedQueue<>(TestPeople.persons(SERIES, 1, PORTFOLIO));

    try (var elsewhere = new PostgresEventStorageEngine(vertx, pool.getDelegate());
        var here = new PostgresEventStorageEngine(vertx, pool.getDelegate());
        var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var replica = replica(new DecidingEventStore(elsewhere, types, clock));
      var another = replica(new DecidingEventStore(here, types, clock));
      var hands = new ArrayList<Callable<Void>>();
      for (var hand = 0; hand < HANDS; hand++) {
        var asked = hand % 2 == 0 ? another : replica;
        hands.add(() -> takeAll(wanted, person -> at(asked, person)));
      }
      for (var hand : threads.invokeAll(hands)) {
        hand.get();
      }
    }

    assertThat(shown).hasSize(BUDGET);
    assertThat(refused).hasValue(PORTFOLIO - BUDGET);
    assertThat(recorded()).isEqualTo(shown);
  }

  private Disclosures replica(EventStore store) {
    return new Disclosures(
        store, new Tranches(store, policy, clock), files, histories, outbox, policy, clock);
  }

  private static final Duration WAIT = Duration.ofSeconds(30);

  private enum Answer {
    SHOWN,
    REFUSED,
    AGAIN
  }

  private interface Replica {
    Answer open(UUID person);
  }

  private Void takeAll(ConcurrentLinkedQueue<UUID> wanted, Replica replica) {
    for (var person = wanted.poll(); person != null; person = wanted.poll()) {
      switch (replica.open(person)) {
        case SHOWN -> shown.add(person);
        case REFUSED -> refused.incrementAndGet();
        case AGAIN -> wanted.add(person);
      }
    }
    return null;
  }

  private static Answer at(Disclosures replica, UUID person) {
    var command = Story.open(Story.asker(OSCAR), person);
    try {
      return switch (replica.open(command, Map.of("actor", OSCAR)).await().atMost(WAIT)) {
        case Disclosures.Opened.Shown<?> _ -> Answer.SHOWN;
        case Disclosures.Opened.Refused<?> _ -> Answer.REFUSED;
      };
    } catch (StoreBusyException _) {
      return Answer.AGAIN;
    }
  }

  private Set<UUID> recorded() {
    var persons = new HashSet<UUID>();
    pool.preparedQuery(
            """
            select payload->>'person' from event
            where type = 'records.record-disclosed' and payload->>'advisor' = $1
            """)
        .executeAndAwait(Tuple.of(OSCAR))
        .forEach(row -> persons.add(UUID.fromString(row.getString(0))));
    return persons;
  }
}
