package fr.vigie.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// The main job: an advisor reads, is refused, and an auditor sees both.
@ExtendWith(Suite.Shared.class)
class SliceStory {

  private static final Duration PATIENCE = Duration.ofSeconds(60);

  @Test
  void an_advisor_opens_a_record_of_the_portfolio_and_an_auditor_sees_it(Suite suite) {
    var advisor = suite.signedIn("advisor-01");
    var record = open(suite, advisor.accessToken(), portfolio(suite, "advisor-01").getFirst());

    assertThat(record.path("identity").path("usualName").asText()).isNotEmpty();
    assertThat(record.path("basis").asText()).isEqualTo("portfolio");
    assertThat(record.has("nir")).isFalse();
    assertThat(record.has("disability")).isFalse();
    var event = logged(suite, advisor.account(), record.path("receipt").asText());
    // The log knows the person by a reference that no advisor is shown.
    assertThat(event.path("subject").asText())
        .hasSize(36)
        .isNotEqualTo(record.path("ref").asText());
    assertThat(event.path("purpose").asText()).isEqualTo("follow-up");
    assertThat(event.path("basis").asText()).isEqualTo("portfolio");
    assertThat(event.path("session").asText()).isEqualTo(advisor.session());
    assertThat(event.path("organisation").asText()).isEqualTo("FT");
  }

  // ATTACKS 21
  @Test
  void a_stranger_and_nobody_are_the_same_answer_and_both_refusals_are_seen(Suite suite) {
    var advisor = suite.signedIn("advisor-01");
    var other = suite.signedIn("advisor-49");
    var strangers = portfolio(suite, "advisor-49").getFirst();
    var shown = open(suite, other.accessToken(), strangers).path("receipt").asText();
    var stranger = logged(suite, other.account(), shown).path("subject").asText();

    var notYours = ask(suite, advisor.accessToken(), strangers);
    var notThere = ask(suite, advisor.accessToken(), UUID.randomUUID().toString());

    assertThat(notYours.statusCode()).isEqualTo(404).isEqualTo(notThere.statusCode());
    assertThat(withoutReference(notYours.body())).isEqualTo(withoutReference(notThere.body()));
    await()
        .atMost(PATIENCE)
        .untilAsserted(() ->
            assertThat(
                    events(
                        suite,
                        "/v1/events?outcome=refused&advisor=%s&person=%s"
                            .formatted(advisor.account(), stranger)))
                .isNotEmpty());
  }

  @Test
  void an_advisor_is_no_auditor_and_an_auditor_no_advisor(Suite suite) {
    var advisor = suite.signedIn("advisor-01").accessToken();
    var auditor = suite.signedIn("auditor-01").accessToken();

    assertThat(suite.get(advisor, suite.audit().resolve("/v1/events")).statusCode()).isEqualTo(403);
    assertThat(suite.get(auditor, suite.records().resolve("/v1/portfolio")).statusCode())
        .isEqualTo(403);
    assertThat(suite.get(null, suite.records().resolve("/v1/portfolio")).statusCode())
        .isEqualTo(401);
  }

  // R39, ATTACKS 49
  @Test
  void an_auditors_question_is_seen_by_the_other_auditor(Suite suite) {
    var curious = suite.signedIn("auditor-01");
    suite.get(curious.accessToken(), suite.audit().resolve("/v1/events?limit=1"));

    await()
        .atMost(PATIENCE)
        .untilAsserted(() ->
            assertThat(
                    eventsAs(
                        suite,
                        "auditor-02",
                        "/v1/events?operation=query-events&advisor=" + curious.account()))
                .isNotEmpty());
  }

  @Test
  void every_event_of_every_service_is_in_the_log_without_a_gap(Suite suite) {
    suite.signedIn("advisor-01");
    var auditor = suite.signedIn("auditor-01").accessToken();

    await()
        .atMost(PATIENCE)
        .untilAsserted(() -> {
          var gaps = suite.get(auditor, suite.audit().resolve("/v1/log/gaps"));
          assertThat(gaps.statusCode()).isEqualTo(200);
          assertThat(Suite.json(gaps.body()).findValues("from")).isEmpty();
        });
  }

  // R43, ATTACKS 22
  @Test
  void the_breach_of_2024_ends_at_the_portfolio_and_each_person_is_in_the_log(Suite suite) {
    var replay = suite.vigie("replay-breach", "--seconds", "10");

    assertThat(replay.exit()).as(replay.err()).isZero();
    var found = Suite.json(replay.out());
    assertThat(found.path("personsOutsideRelation").asInt(-1)).isZero();
    assertThat(found.path("personsDisclosed").asInt())
        .isPositive()
        .isLessThanOrEqualTo(found.path("budget").asInt())
        .isEqualTo(found.path("personsLogged").asInt());
    assertThat(found.path("refusals").asInt()).isPositive();
  }

  static List<String> portfolio(Suite suite, String login) {
    var token = suite.signedIn(login).accessToken();
    var refs = new ArrayList<String>();
    var answer =
        suite.get(token, suite.records().resolve("/v1/portfolio"), "Vigie-Purpose", "follow-up");
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    Suite.json(answer.body()).path("entries").forEach(e -> refs.add(e.path("ref").asText()));
    assertThat(refs).isNotEmpty();
    return refs;
  }

  static java.net.http.HttpResponse<String> ask(Suite suite, String token, String ref) {
    URI door = suite.records().resolve("/v1/records/" + ref);
    return suite.get(token, door, "Vigie-Purpose", "follow-up");
  }

  static JsonNode open(Suite suite, String token, String ref) {
    var answer = ask(suite, token, ref);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    return Suite.json(answer.body());
  }

  /// The event with this id, as an auditor finds it.
  static JsonNode logged(Suite suite, String advisor, String id) {
    return await()
        .atMost(PATIENCE)
        .until(
            () ->
                events(suite, "/v1/events?limit=200&advisor=" + advisor).stream()
                    .filter(e -> e.path("id").asText().equals(id))
                    .findFirst(),
            java.util.Optional::isPresent)
        .orElseThrow();
  }

  static List<JsonNode> events(Suite suite, String query) {
    return eventsAs(suite, "auditor-01", query);
  }

  private static List<JsonNode> eventsAs(Suite suite, String auditor, String query) {
    var token = suite.signedIn(auditor).accessToken();
    var answer = suite.get(token, suite.audit().resolve(query));
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    var events = new ArrayList<JsonNode>();
    Suite.json(answer.body()).path("events").forEach(events::add);
    return events;
  }

  /// The problem without the address that was asked for.
  private static String withoutReference(String problem) {
    return problem.replaceAll("[0-9a-f]{8}-[0-9a-f-]{27}", "");
  }
}
