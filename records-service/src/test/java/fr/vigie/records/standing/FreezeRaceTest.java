package fr.vigie.records.standing;

import static org.assertj.core.api.Assertions.assertThat;

import fr.vigie.contracts.status.ActingStatus;
import fr.vigie.records.Door;
import fr.vigie.records.TestKeys;
import fr.vigie.records.TestPeople;
import fr.vigie.testkit.TestIssuer;
import fr.vigie.testkit.TestKafka;
import fr.vigie.testkit.TestPostgres;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;

/// ATTACKS 29: a freeze races with reads that were let in before it.
@QuarkusTest
@WithTestResource(
    value = TestPostgres.class,
    initArgs = @ResourceArg(name = "database", value = "records"))
@WithTestResource(TestKafka.class)
@WithTestResource(TestIssuer.class)
@WithTestResource(TestKeys.class)
class FreezeRaceTest {

  private static final int SERIES = 60;
  private static final int HANDS = 64;
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final String PAM = "5f0c9d7e-0000-4000-8000-000000000060";
  private static final String QUO = "5f0c9d7e-0000-4000-8000-000000000061";
  private static final Instant NINE = Instant.parse("2026-01-05T09:00:00Z");

  @Inject Standings standings;
  @Inject Pool pool;

  @Test
  void none_of_64_reads_under_way_shows_anything_after_the_freeze() throws Exception {
    Door.take(TestPeople.line(SERIES, 1, PAM)).then().statusCode(200);
    var token = Door.advisor(PAM);
    var person = TestPeople.person(SERIES, 1);
    Door.until(() -> Door.open(token, person).statusCode() == 200);
    var receipts = new ConcurrentLinkedQueue<String>();
    var shown = new CountDownLatch(HANDS);

    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var hands = new ArrayList<Callable<Void>>();
      for (var hand = 0; hand < HANDS; hand++) {
        hands.add(() -> {
          var answer = Door.open(token, person);
          while (answer.statusCode() == 200) {
            receipts.add(answer.jsonPath().getString("receipt"));
            shown.countDown();
            answer = Door.open(token, person);
          }
          assertThat(answer.statusCode()).isEqualTo(403);
          assertThat(answer.body().asString()).doesNotContain("Zyxquent");
          return null;
        });
      }
      hands.add(() -> {
        shown.await();
        standings.heard(frozen(PAM, 7)).await().atMost(PATIENCE);
        return null;
      });
      for (var hand : threads.invokeAll(hands)) {
        hand.get();
      }
    }

    var freeze = position("records.standing-changed", "target", PAM);
    assertThat(receipts).hasSizeGreaterThanOrEqualTo(HANDS);
    assertThat(lastShown(PAM)).isLessThan(freeze);
    assertThat(Door.open(token, person).jsonPath().getString("type"))
        .isEqualTo("urn:vigie:problem:account-frozen");
  }

  @Test
  void the_same_word_heard_by_many_replicas_is_written_once_and_an_older_one_never() {
    for (var times = 0; times < 3; times++) {
      standings.heard(frozen(QUO, 9)).await().atMost(PATIENCE);
    }
    standings
        .heard(new ActingStatus("account", QUO, false, null, NINE, 8))
        .await()
        .atMost(PATIENCE);

    assertThat(changes(QUO)).containsExactly(true);
    standings
        .heard(new ActingStatus("account", QUO, false, null, NINE, 10))
        .await()
        .atMost(PATIENCE);
    assertThat(changes(QUO)).containsExactly(true, false);
  }

  private static ActingStatus frozen(String account, long position) {
    return new ActingStatus("account", account, true, "alert", NINE, position);
  }

  private List<Boolean> changes(String target) {
    var all = new ArrayList<Boolean>();
    pool.preparedQuery(
            """
            select (payload->>'frozen')::boolean from event
            where type = 'records.standing-changed' and payload->>'target' = $1 order by position
            """)
        .executeAndAwait(Tuple.of(target))
        .forEach(row -> all.add(row.getBoolean(0)));
    return all;
  }

  private long lastShown(String advisor) {
    return position("records.record-disclosed", "advisor", advisor);
  }

  private long position(String type, String field, String value) {
    return pool.preparedQuery(
            "select max(position) from event where type = $1 and payload->>$2 = $3")
        .executeAndAwait(Tuple.of(type, field, value))
        .iterator()
        .next()
        .getLong(0);
  }
}
