package fr.vigie.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import fr.vigie.launcher.breach.SignIn;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// Seen means stopped, everywhere, and two officers let go again (law 7, ATTACKS 18, 29, 50).
@ExtendWith(Suite.Shared.class)
class FreezeStory {

  private static final Duration PATIENCE = Duration.ofMinutes(1);
  private static final String ADVISOR = "advisor-23";

  @Test
  void an_account_that_is_frozen_is_stopped_on_every_service_until_two_officers_agree(Suite suite) {
    var advisor = suite.signedIn(ADVISOR);
    var doors =
        List.of(
            suite.records().resolve("/v1/portfolio"),
            suite.records().resolve("/v1/exposure"),
            suite.identity().resolve("/userinfo"));
    assertThat(doors).allSatisfy(door -> assertThat(status(suite, advisor, door)).isEqualTo(200));
    var first = suite.signedIn("security-01");
    var second = suite.signedIn("security-02");

    var frozen =
        post(
            suite,
            first,
            "/v1/freezes",
            "{\"scope\":\"account\",\"target\":\"%s\",\"cause\":\"suspicious-use\"}"
                .formatted(advisor.account()));

    assertThat(frozen.statusCode()).as(frozen.body()).isEqualTo(201);
    await()
        .atMost(PATIENCE)
        .untilAsserted(() ->
            assertThat(doors)
                .allSatisfy(door -> assertThat(status(suite, advisor, door)).isIn(401, 403)));
    assertThatThrownBy(() -> suite.signIn(ADVISOR)).isNotNull();

    var freeze = Suite.json(frozen.body()).path("freeze").asText();
    var thaw = "/v1/freezes/" + freeze + "/thaw";
    assertThat(post(suite, first, thaw, "{\"reason\":\"harmless\"}").statusCode()).isEqualTo(200);
    assertThat(post(suite, first, thaw + "/approval", "{}").statusCode()).isEqualTo(403);
    assertThat(post(suite, second, thaw + "/approval", "{}").statusCode()).isEqualTo(200);

    await()
        .atMost(PATIENCE)
        .ignoreExceptions()
        .until(() -> status(suite, suite.signIn(ADVISOR), doors.getFirst()) == 200);
  }

  private static int status(Suite suite, SignIn.Signed who, URI door) {
    return suite.get(who.accessToken(), door, "Vigie-Purpose", "follow-up").statusCode();
  }

  private static HttpResponse<String> post(
      Suite suite, SignIn.Signed who, String path, String json) {
    return suite.send(
        HttpRequest.newBuilder(suite.lockout().resolve(path))
            .header("Authorization", "Bearer " + who.accessToken())
            .header("Content-Type", "application/json")
            .header("Idempotency-Key", UUID.randomUUID().toString())
            .POST(HttpRequest.BodyPublishers.ofString(json))
            .build());
  }
}
