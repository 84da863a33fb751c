package fr.vigie.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// What is killed comes back, and nothing that was shown is missing from the log.
@ExtendWith(Suite.Shared.class)
class FaultStory {

  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final String ADVISOR = "advisor-03";

  // ATTACKS 32
  @Test
  void audit_service_killed_misses_nothing(Suite suite) {
    var ref = SliceStory.portfolio(suite, ADVISOR).getFirst();
    kill(suite, "audit-service");

    var record = SliceStory.open(suite, suite.signIn(ADVISOR).accessToken(), ref);

    comesBack(suite, "audit-service");
    SliceStory.logged(suite, suite.signedIn(ADVISOR).account(), record.path("receipt").asText());
  }

  // ATTACKS 30, 33
  @Test
  void kafka_killed_lets_nobody_in_unknown_and_loses_no_disclosure(Suite suite) {
    var token = suite.signIn(ADVISOR).accessToken();
    var ref = SliceStory.portfolio(suite, ADVISOR).getFirst();
    kill(suite, "kafka");

    var answer = SliceStory.ask(suite, token, ref);

    // Past its bound the guard no longer knows who is frozen.
    if (answer.statusCode() != 200) {
      assertThat(answer.statusCode()).isEqualTo(503);
      assertThat(answer.body()).contains("status-unknown").doesNotContain("identity", "contact");
    }
    comesBack(suite, "kafka");
    await()
        .atMost(PATIENCE)
        .until(() ->
            SliceStory.ask(suite, suite.signedIn(ADVISOR).accessToken(), ref).statusCode() == 200);
    var record = SliceStory.open(suite, suite.signedIn(ADVISOR).accessToken(), ref);
    SliceStory.logged(suite, suite.signedIn(ADVISOR).account(), record.path("receipt").asText());
    if (answer.statusCode() == 200) {
      SliceStory.logged(
          suite,
          suite.signedIn(ADVISOR).account(),
          answer.body().replaceAll("(?s).*\"receipt\":\"([^\"]+)\".*", "$1"));
    }
  }

  // ATTACKS 36
  @Test
  void postgresql_killed_shows_nothing_and_serves_again(Suite suite) {
    var token = suite.signIn(ADVISOR).accessToken();
    var ref = SliceStory.portfolio(suite, ADVISOR).getFirst();
    kill(suite, "postgresql");

    var answer = SliceStory.ask(suite, token, ref);

    // The supervisor may have been quicker than we: then it is served, and in the log.
    if (answer.statusCode() != 200) {
      assertThat(answer.statusCode()).isEqualTo(503);
      assertThat(answer.body()).doesNotContain("identity", "contact");
    }
    comesBack(suite, "postgresql");
    await()
        .atMost(PATIENCE)
        .untilAsserted(() ->
            assertThat(
                    SliceStory.ask(suite, suite.signedIn(ADVISOR).accessToken(), ref).statusCode())
                .isEqualTo(200));
  }

  private static void kill(Suite suite, String part) {
    var pid = suite.pid(part);
    assertThat(pid).isPositive();
    ProcessHandle.of(pid).orElseThrow().destroyForcibly();
    await().atMost(PATIENCE).until(() -> ProcessHandle.of(pid).isEmpty());
  }

  private static void comesBack(Suite suite, String part) {
    await()
        .atMost(PATIENCE)
        .pollInterval(Duration.ofSeconds(1))
        .untilAsserted(() -> assertThat(suite.state(part)).isEqualTo("ready"));
  }
}
