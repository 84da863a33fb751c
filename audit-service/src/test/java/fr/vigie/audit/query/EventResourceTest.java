package fr.vigie.audit.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import fr.vigie.audit.ingest.Samples;
import fr.vigie.contracts.Topics;
import fr.vigie.testkit.TestIssuer.Person;
import io.quarkus.test.junit.QuarkusTest;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Questions over HTTP, on events that came over Kafka.
@QuarkusTest
class EventResourceTest extends OverKafka {

  @Test
  void shows_what_an_event_says_newest_first() throws Exception {
    var advisor = "advisor-" + UUID.randomUUID();
    publish(read(1, advisor, "person-1").sent());
    publish(read(2, advisor, "person-2").sent());
    awaitEvents("?advisor=" + advisor, 2);

    var found = events("?advisor=" + advisor);

    assertThat(found.getList("events.subject")).containsExactly("person-2", "person-1");
    assertThat(found.getMap("events[1]"))
        .containsEntry("type", "records.record-disclosed.v1")
        .containsEntry("source", source)
        .containsEntry("time", "2026-01-05T09:00:01.123456Z")
        .containsEntry("actor", advisor)
        .containsEntry("organisation", "FT")
        .containsEntry("agency", "FT-01")
        .containsEntry("session", "session-1")
        .containsEntry("operation", "read")
        .containsEntry("outcome", "allowed")
        .containsEntry("fieldClasses", List.of("identity", "contact"))
        .containsEntry("purpose", "interview")
        .containsEntry("basis", "portfolio")
        .containsEntry("correlation", "c-1")
        .containsKeys("index", "id");
    assertThat(found.getString("next")).isNull();
  }

  @Test
  void filters_go_together() throws Exception {
    var advisor = "advisor-" + UUID.randomUUID();
    publish(read(1, advisor, "p-1").sent());
    publish(read(2, advisor, "p-1").with("ce_outcome", "refused").sent());
    publish(read(3, advisor, "p-2").with("ce_operation", "list").sent());
    publish(read(4, advisor, "p-2").with("ce_time", "2026-01-06T00:00:00Z").sent());
    awaitEvents("?advisor=" + advisor, 4);

    var of = "?advisor=" + advisor;

    assertThat(events(of + "&outcome=refused").getList("events")).hasSize(1);
    assertThat(events(of + "&operation=list").getList("events")).hasSize(1);
    assertThat(events(of + "&person=p-2").getList("events")).hasSize(2);
    assertThat(events(of + "&from=2026-01-06T00:00:00Z").getList("events")).hasSize(1);
    assertThat(events(of + "&to=2026-01-06T00:00:00Z").getList("events")).hasSize(3);
    assertThat(events(of + "&person=p-1&outcome=allowed").getList("events")).hasSize(1);
    assertThat(events(of + "&person=nobody").getList("events")).isEmpty();
  }

  @Test
  void pages_follow_each_other_without_a_gap_or_a_double() throws Exception {
    var advisor = "advisor-" + UUID.randomUUID();
    for (var position = 1; position <= 25; position++) {
      publish(read(position, advisor, "p").sent());
    }
    awaitEvents("?advisor=" + advisor, 25);

    var seen = new ArrayList<Object>();
    String next = "";
    while (next != null) {
      var page = events("?limit=10&advisor=" + advisor + (next.isEmpty() ? "" : "&cursor=" + next));
      seen.addAll(page.getList("events.index"));
      next = page.getString("next");
    }

    assertThat(seen).hasSize(25);
    assertThat(new HashSet<>(seen)).hasSize(25);
    assertThat(seen).isSortedAccordingTo((a, b) -> ((Integer) b).compareTo((Integer) a));
  }

  @Test
  void a_person_finds_reads_lists_and_searches_and_nothing_else() throws Exception {
    var person = "person-" + UUID.randomUUID();
    publish(read(1, "a", person).sent());
    publish(read(2, "a", person).with("ce_outcome", "refused").sent());
    publish(
        Samples.search(3)
            .with("ce_source", source)
            .with("ce_position", "3")
            .saying("{\"persons\":[\"other\",\"" + person + "\"]}")
            .sent());
    publish(
        read(4, "import", person)
            .with("ce_operation", "assign")
            .with("ce_type", "records.person-assigned.v1")
            .on(Topics.RECORDS)
            .sent());
    awaitEventsOf(person, 4);

    var asked = "/v1/persons/" + person + "/accesses?from=2026-01-01T00:00:00Z";
    var accesses = as(AUDITOR).get(asked).then().statusCode(200).extract().jsonPath();

    assertThat(accesses.getList("accesses.operation")).containsExactlyInAnyOrder("read", "search");
    assertThat(accesses.getInt("total")).isEqualTo(2);
    as(AUDITOR)
        .accept("application/pdf")
        .get(asked)
        .then()
        .statusCode(200)
        .header("Content-Disposition", containsString("acces.pdf"));
    awaitEvents("?operation=show-accesses&limit=2&person=" + person, 2);
  }

  // ATTACKS 49
  @Test
  void who_asks_is_in_the_log_too() {
    var curious = "auditor-" + UUID.randomUUID();
    as(Person.auditor(curious)).get("/v1/events?advisor=somebody&limit=5").then().statusCode(200);

    awaitEvents("?advisor=" + curious, 1);

    var asked = events("?advisor=" + curious).getMap("events[0]");
    assertThat(asked)
        .containsEntry("type", "audit.events-queried.v1")
        .containsEntry("source", "/vigie/audit-service")
        .containsEntry("operation", "query-events")
        .containsEntry("outcome", "allowed")
        .containsEntry("subject", "somebody");
  }

  @Test
  void a_stream_holds_all_that_matches_and_is_in_the_log_too() throws Exception {
    var advisor = "advisor-" + UUID.randomUUID();
    var curious = "auditor-" + UUID.randomUUID();
    for (var position = 1; position <= 300; position++) {
      var _ = producer.send(read(position, advisor, "p").sent());
    }
    producer.flush();
    awaitEvents("?limit=1&outcome=allowed&advisor=" + advisor, 1);
    Awaitility.await()
        .atMost(Duration.ofMinutes(1))
        .until(() -> lines(curious, "text/csv", advisor).size() == 301);

    assertThat(lines(curious, "application/x-ndjson", advisor))
        .hasSize(300)
        .allMatch(line -> line.startsWith("{\"index\":"));
    awaitEvents(
        "?operation=export-events&person=" + advisor + "&advisor=" + curious + "&limit=1", 1);
  }

  private static List<String> lines(String auditor, String form, String advisor) {
    return as(Person.auditor(auditor))
        .accept(form)
        .get("/v1/events?advisor=" + advisor)
        .then()
        .statusCode(200)
        .header("Content-Disposition", containsString("attachment"))
        .extract()
        .asString()
        .lines()
        .toList();
  }

  @Test
  void says_why_an_event_was_allowed_as_it_was_written_down_then() throws Exception {
    var person = "person-" + UUID.randomUUID();
    var advisor = "advisor-" + UUID.randomUUID();
    publish(
        read(1, "import", person)
            .with("ce_operation", "assign")
            .with("ce_type", "records.person-assigned.v1")
            .keyed(person)
            .on(Topics.RECORDS)
            .sent());
    awaitEventsOf(person, 1);
    publish(
        read(2, advisor, person)
            .with("ce_policy", "2026-01-01")
            .with("ce_acr", "urn:vigie:acr:two-factor")
            .with("ce_amr", "pwd,otp,mfa")
            .with("ce_authtime", "2026-01-05T08:58:00Z")
            .with("ce_budget", "12/200")
            .sent());
    awaitEventsOf(person, 2);
    publish(
        read(3, "import", person)
            .with("ce_operation", "assign")
            .with("ce_type", "records.person-assigned.v1")
            .keyed(person)
            .on(Topics.RECORDS)
            .sent());
    awaitEventsOf(person, 3);
    var index = events("?advisor=" + advisor).getInt("events[0].index");

    var why = as(AUDITOR).get("/v1/events/" + index + "/why").then().statusCode(200).extract();

    assertThat(why.jsonPath().getMap(""))
        .containsEntry("basis", "portfolio")
        .containsEntry("policy", "2026-01-01")
        .containsEntry("assurance", "urn:vigie:acr:two-factor")
        .containsEntry("methods", "pwd,otp,mfa")
        .containsEntry("authenticatedAt", "2026-01-05T08:58:00Z")
        .containsEntry("budget", "12/200");
    assertThat(why.jsonPath().getString("event.subject")).isEqualTo(person);
    assertThat(why.jsonPath().getString("relation.correlation")).isEqualTo("c-1");
    as(AUDITOR)
        .get("/v1/events/99999999/why")
        .then()
        .statusCode(404)
        .body("type", equalTo("urn:vigie:problem:no-such-event"));
  }

  @ParameterizedTest
  @CsvSource({
    "?limit=0, limit",
    "?limit=201, limit",
    "?limit=ten, limit",
    "?cursor=-1, cursor",
    "?cursor=x, cursor",
    "?from=yesterday, from",
    "?to=2026-13-01T00:00:00Z, to",
    "?from=2026-01-02T00:00:00Z&to=2026-01-01T00:00:00Z, to",
    "?outcome=maybe, outcome",
    "?operation=DROP, operation",
    "?advisor=, advisor",
    "?person=a b, person",
    "?advisor=a&advisor=b, advisor",
    "?adviser=a, adviser",
    "?purpose=Interview, purpose",
    "?basis=portfolio' or 1=1, basis",
    "?fieldClass=NIR, fieldClass",
    "?organisation=é, organisation",
    "?network=a b, network",
    "?cursor=9999999999999999999, cursor",
    "?cursor=1e3, cursor",
    "?person=somebody@example.org, person",
    "?person=269054958815780, person",
    "?advisor=1690549588157, advisor",
    "?person=269052A58815780, person"
  })
  void a_parameter_that_is_not_understood_is_named(String query, String parameter) {
    as(AUDITOR)
        .get("/v1/events" + query)
        .then()
        .statusCode(400)
        .contentType("application/problem+json")
        .body("type", equalTo("urn:vigie:problem:bad-parameter"))
        .body("parameter", equalTo(parameter))
        .body("detail", containsString("'" + parameter + "'"));
  }

  /// ATTACKS 49: nothing stands for anything else in a question, and no cursor leads anywhere but
  /// on.
  @ParameterizedTest
  @ValueSource(
      strings = {
        "%25",
        "*",
        "_",
        "advisor-_",
        "advisor-%25",
        "'%20or%20'1'='1",
        "a;drop",
        "%7Ba,b%7D"
      })
  void a_reference_is_that_reference_and_no_pattern(String text) throws Exception {
    publish(read(1, "advisor-" + source.substring(8), "p-wild").sent());
    awaitEvents("?advisor=advisor-" + source.substring(8), 1);

    for (var filter : List.of("advisor", "person", "session", "device", "agency")) {
      var asked = "?outcome=allowed&operation=read&" + filter + "=" + text;
      var answer = as(AUDITOR).urlEncodingEnabled(false).get("/v1/events" + asked).then().extract();
      assertThat(answer.statusCode()).as(asked).isIn(200, 400);
      if (answer.statusCode() == 200) {
        assertThat(answer.jsonPath().getList("events")).as(asked).isEmpty();
      }
    }
  }

  @Test
  void the_largest_cursor_begins_at_the_end_and_the_smallest_shows_nothing() throws Exception {
    var advisor = "advisor-" + UUID.randomUUID();
    publish(read(1, advisor, "p").sent());
    awaitEvents("?advisor=" + advisor, 1);

    for (var way : List.of("?advisor=" + advisor, "?person=p&advisor=" + advisor)) {
      assertThat(events(way + "&cursor=999999999999999999").getList("events")).hasSize(1);
      assertThat(events(way + "&cursor=0").getList("events")).isEmpty();
    }
  }

  @Test
  void columns_are_asked_for_by_their_media_type() {
    var body =
        as(AUDITOR)
            .accept("application/vnd.apache.parquet")
            .get("/v1/events?outcome=refused")
            .then()
            .statusCode(200)
            .header("Content-Disposition", containsString("events.parquet"))
            .extract()
            .asByteArray();

    assertThat(new String(body, 0, 4, StandardCharsets.US_ASCII)).isEqualTo("PAR1");
    assertThat(new String(body, body.length - 4, 4, StandardCharsets.US_ASCII)).isEqualTo("PAR1");
  }
}
