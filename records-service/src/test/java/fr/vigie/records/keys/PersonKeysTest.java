package fr.vigie.records.keys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import fr.vigie.records.Door;
import fr.vigie.records.TestKeys;
import fr.vigie.records.TestPeople;
import fr.vigie.records.platform.Tables;
import fr.vigie.testkit.TestIssuer;
import fr.vigie.testkit.TestKafka;
import fr.vigie.testkit.TestPostgres;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.core.Vertx;
import jakarta.inject.Inject;
import java.time.Duration;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(
    value = TestPostgres.class,
    initArgs = @ResourceArg(name = "database", value = "records"))
@WithTestResource(TestKafka.class)
@WithTestResource(TestIssuer.class)
@WithTestResource(TestKeys.class)
class PersonKeysTest {

  private static final int SERIES = 55;
  private static final String IDA = "5f0c9d7e-0000-4000-8000-000000000055";

  private static final Duration WAIT = Duration.ofSeconds(30);

  @Inject PersonKeys keys;
  @Inject Tables tables;
  @Inject Vertx vertx;

  @Test
  void another_key_encryption_key_does_not_start() {
    Door.take(TestPeople.line(SERIES, 95, IDA)).then().statusCode(200);
    var other = new KeyWrap(KeySettings.of(KeySettings.key(0)));

    assertThatCode(() -> keys.refuseToStartWithAnotherKey(new StartupEvent()))
        .doesNotThrowAnyException();
    assertThatThrownBy(
            () -> new PersonKeys(tables, other).refuseToStartWithAnotherKey(new StartupEvent()))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("vigie.records.key-encryption-key");
  }

  @Test
  void every_key_is_wrapped_again_while_files_are_read_under_both() {
    Door.take(TestPeople.lines(SERIES, 1, 3, IDA)).then().statusCode(200);
    var person = TestPeople.person(SERIES, 2);
    var token = Door.advisor(IDA);
    Door.until(() -> Door.open(token, person).statusCode() == 200);
    var forth = new KeyWrap(new KeySettings(KeySettings.key(3), KeySettings.key(1)));
    var back = new KeyWrap(new KeySettings(KeySettings.key(1), KeySettings.key(3)));

    assertThat(walk(forth)).isPositive();
    var found = new PersonKeys(tables, forth).of(person).await().atMost(WAIT);
    var again = walk(forth);
    var restored = walk(back);

    assertThat(found).containsKey(Retention.FILE);
    assertThat(again).isZero();
    assertThat(restored).isPositive();
    Door.open(token, person).then().statusCode(200);
  }

  private int walk(KeyWrap wrap) {
    var rewrapping = new Rewrapping(tables, wrap, vertx);
    var walk = Rewrapping.Walk.START;
    while (!walk.ended()) {
      walk = rewrapping.next(walk).await().atMost(WAIT);
    }
    return walk.rewrapped();
  }
}
