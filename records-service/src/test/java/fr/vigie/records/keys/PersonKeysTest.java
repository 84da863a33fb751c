package fr.vigie.records.keys;

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
import jakarta.inject.Inject;
import java.util.Base64;
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

  @Inject PersonKeys keys;
  @Inject Tables tables;

  @Test
  void another_key_encryption_key_does_not_start() {
    Door.take(TestPeople.line(SERIES, 95, IDA)).then().statusCode(200);
    var other = new KeyWrap(() -> Base64.getEncoder().encodeToString(new byte[32]));

    assertThatCode(() -> keys.refuseToStartWithAnotherKey(new StartupEvent()))
        .doesNotThrowAnyException();
    assertThatThrownBy(
            () -> new PersonKeys(tables, other).refuseToStartWithAnotherKey(new StartupEvent()))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("vigie.records.key-encryption-key");
  }
}
