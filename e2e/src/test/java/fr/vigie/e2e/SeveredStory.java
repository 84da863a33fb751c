package fr.vigie.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import fr.vigie.launcher.breach.SignIn;
import fr.vigie.verifier.Verify;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/// The log knows a person by a random reference; what it stands for is sealed with a key of that
/// person's own. Once the key is destroyed nothing leads from the person to the leaves or back, and
/// the log is as whole as it was. (R38, R51, ATTACKS 52, 53)
@ExtendWith(Suite.Shared.class)
class SeveredStory {

  private static final Duration PATIENCE = Duration.ofMinutes(1);
  private static final String ADVISOR = "advisor-24";

  private @TempDir Path folder;

  @Test
  void a_person_whose_key_is_destroyed_is_nobody_in_a_log_that_stays_whole(Suite suite)
      throws IOException {
    var advisor = suite.signedIn(ADVISOR);
    var own = SliceStory.portfolio(suite, ADVISOR).getLast();
    var receipt = SliceStory.open(suite, advisor.accessToken(), own).path("receipt").asText();
    var reference = SliceStory.logged(suite, advisor.account(), receipt).path("subject").asText();
    var proof = Files.writeString(folder.resolve("receipt"), proof(suite, receipt));
    var known = copy(suite, reference);
    assertThat(known.statusCode()).as(known.body()).isEqualTo(200);
    var file = Suite.json(known.body()).path("file");
    assertThat(found(suite, advisor, file)).isEqualTo(1);
    assertThat(suite.vigie("verify").exit()).isZero();

    erase(suite, reference);

    // from the person to the leaves
    assertThat(found(suite, advisor, file)).isZero();
    assertThat(SliceStory.ask(suite, advisor.accessToken(), own).statusCode()).isEqualTo(404);
    for (var typed : personal(file).subList(1, 3)) {
      assertThat(asked(suite, typed)).as("nor does it come into the log this way").isEqualTo(400);
    }

    // and back: who read whom is kept for as long as the law says, of a reference that is nobody's
    var leaves = SliceStory.events(suite, "/v1/events?limit=200&person=" + reference);
    assertThat(leaves).anyMatch(leaf -> leaf.path("id").asText().equals(receipt));
    for (var value : personal(file)) {
      assertThat(leaves.toString()).doesNotContain(value);
    }
    assertThat(copy(suite, reference).statusCode()).isEqualTo(404);

    assertThat(verified(suite, proof)).isZero();
    assertThat(suite.vigie("verify").exit()).as("it goes on from what it was").isZero();
  }

  /// What tells who somebody is: name, number, address.
  private static List<String> personal(JsonNode file) {
    return List.of(
        file.path("identity").path("usualName").asText(),
        file.path("identifiers").path("nir").asText(),
        file.path("contact").path("email").asText());
  }

  /// What an auditor is answered who asks for a person by something else than a reference.
  private static int asked(Suite suite, String typed) {
    var auditor = suite.signedIn("auditor-01").accessToken();
    var question = "/v1/events?person=" + URLEncoder.encode(typed, StandardCharsets.UTF_8);
    return suite.get(auditor, suite.audit().resolve(question)).statusCode();
  }

  /// How many an advisor finds by number and birth.
  private static int found(Suite suite, SignIn.Signed advisor, JsonNode file) {
    var answer =
        post(
            suite,
            advisor,
            "reception",
            suite.records().resolve("/v1/search"),
            "{\"nir\":\"%s\",\"birthDate\":\"%s\"}"
                .formatted(
                    file.path("identifiers").path("nir").asText(),
                    file.path("identity").path("birthDate").asText()));
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    return Suite.json(answer.body()).path("entries").size();
  }

  private static HttpResponse<String> copy(Suite suite, String reference) {
    return post(
        suite,
        suite.signedIn("privacy-01"),
        "subject-rights",
        suite.records().resolve("/v1/persons/copies"),
        "{\"person\":\"" + reference + "\"}");
  }

  private static void erase(Suite suite, String reference) {
    var officer = suite.signedIn("privacy-01");
    var approvals = suite.records().resolve("/v1/approvals");
    var asked =
        post(
            suite,
            officer,
            "subject-rights",
            approvals,
            "{\"matter\":\"erase\",\"subject\":\"" + reference + "\"}");
    assertThat(asked.statusCode()).as(asked.body()).isEqualTo(200);
    var approval = Suite.json(asked.body()).path("approval").asText();
    for (var manager : List.of("manager-01", "manager-02")) {
      var given =
          post(
              suite,
              suite.signedIn(manager),
              "supervision",
              URI.create(approvals + "/" + approval + "/given"),
              "{}");
      assertThat(given.statusCode()).as(given.body()).isEqualTo(200);
    }
    var erased =
        post(
            suite,
            officer,
            "subject-rights",
            suite.records().resolve("/v1/persons/erasures"),
            "{\"person\":\"%s\",\"approval\":\"%s\"}".formatted(reference, approval));
    assertThat(erased.statusCode()).as(erased.body()).isEqualTo(200);
  }

  private static HttpResponse<String> post(
      Suite suite, SignIn.Signed who, String purpose, URI door, String json) {
    return suite.send(
        HttpRequest.newBuilder(door)
            .header("Authorization", "Bearer " + who.accessToken())
            .header("Vigie-Purpose", purpose)
            .header("Vigie-Reason", "identity-check")
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(json))
            .build());
  }

  private static String proof(Suite suite, String receipt) {
    var auditor = suite.signedIn("auditor-01").accessToken();
    var door = suite.audit().resolve("/v1/log/proofs/" + receipt);
    return await()
        .atMost(PATIENCE)
        .until(() -> suite.get(auditor, door), answer -> answer.statusCode() == 200)
        .body();
  }

  /// Checks a proof with the log's key and nothing else.
  private static int verified(Suite suite, Path proof) {
    var keys = suite.get(null, suite.audit().resolve("/v1/log/keys")).body();
    var key = Suite.json(keys).path("keys").path(0).path("key").asText();
    var silent = new PrintStream(new ByteArrayOutputStream(), true, StandardCharsets.UTF_8);
    return Verify.run(
        new String[] {"--proof", proof.toString(), "--key", key}, Map.of(), silent, silent);
  }
}
