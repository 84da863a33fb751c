package fr.vigie.front;

import fr.vigie.front.ServicesBehind.Answer;
import fr.vigie.testkit.TestKafka;
import fr.vigie.testkit.TestPostgres;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.inject.Inject;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;

/// What tests of the front have in common: a browser, a provider to sign in at, services behind.
@WithTestResource(
    value = TestPostgres.class,
    initArgs = @ResourceArg(name = "database", value = "front"))
@WithTestResource(TestKafka.class)
@WithTestResource(SignInProvider.class)
@WithTestResource(ServicesBehind.class)
abstract class FrontStage {

  final SignInProvider provider = SignInProvider.running();
  final ServicesBehind behind = ServicesBehind.running();

  @TestHTTPResource String url = "";
  @Inject Pool pool;

  Browser browser = new Browser("");

  @BeforeEach
  void open_a_browser() {
    provider.lifetime = Duration.ofMinutes(5);
    behind.answers(Answer.json(200, "{}"));
    browser = new Browser(url.replaceAll("/$", ""));
  }
}
