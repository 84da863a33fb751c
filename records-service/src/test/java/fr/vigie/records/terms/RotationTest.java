package fr.vigie.records.terms;

import static org.assertj.core.api.Assertions.assertThat;

import fr.vigie.eventstore.EventTypes;
import fr.vigie.eventstore.PostgresEventStorageEngine;
import fr.vigie.records.Door;
import fr.vigie.records.TestKeys;
import fr.vigie.records.TestPeople;
import fr.vigie.records.keys.KeyWrap;
import fr.vigie.records.platform.Tables;
import fr.vigie.testkit.TestIssuer;
import fr.vigie.testkit.TestKafka;
import fr.vigie.testkit.TestPostgres;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.core.Vertx;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/// ATTACKS 54: the key of the index is changed, and nobody waits for it.
@QuarkusTest
@WithTestResource(
    value = TestPostgres.class,
    initArgs = @ResourceArg(name = "database", value = "records"))
@WithTestResource(TestKafka.class)
@WithTestResource(TestIssuer.class)
@WithTestResource(TestKeys.class)
class RotationTest {

  private static final int SERIES = 71;
  private static final int NUMBER = 71_001;
  private static final Duration WAIT = Duration.ofSeconds(30);
  private static final NumberTerm TERM = NumberTerm.number(TestPeople.number(NUMBER));

  @Inject Tables tables;
  @Inject KeyWrap wrap;
  @Inject PostgresEventStorageEngine engine;
  @Inject EventTypes types;
  @Inject Vertx vertx;

  @Test
  void a_new_key_finds_whom_the_old_one_found_before_and_after_its_index_is_whole() {
    var person = TestPeople.person(SERIES, NUMBER);
    Door.take(TestPeople.line(SERIES, NUMBER, person.toString())).then().statusCode(200);
    // The key of TestKeys is seed 2; the new one is seed 9.
    var before = new BlindIndexes(tables, BlindKeysTest.keys(2, null));
    var during = new BlindIndexes(tables, BlindKeysTest.keys(9, 2));
    var after = new BlindIndexes(tables, BlindKeysTest.keys(9, null));
    Door.until(() -> found(before).contains(person));
    assertThat(found(during)).contains(person);
    assertThat(found(after)).isEmpty();

    var index = BlindIndexView.of(BlindKeysTest.keys(9, null).current(), wrap, engine, types);
    index.start();
    try {
      Door.until(() -> found(after).contains(person));
      assertThat(found(during)).containsExactly(person);
    } finally {
      index.close();
    }
    var retired = new RetiredIndexes(tables, BlindKeysTest.keys(2, null), vertx);
    while (retired.removeSome().await().atMost(WAIT) > 0) {
      assertThat(found(before)).contains(person);
    }

    assertThat(found(after)).isEmpty();
    assertThat(found(before)).contains(person);
  }

  private static List<UUID> found(BlindIndexes indexes) {
    return indexes.find(TERM).await().atMost(WAIT);
  }
}
