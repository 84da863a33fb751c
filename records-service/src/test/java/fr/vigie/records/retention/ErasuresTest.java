package fr.vigie.records.retention;

import static org.assertj.core.api.Assertions.assertThat;

import fr.vigie.kit.ParisTime;
import fr.vigie.records.Door;
import fr.vigie.records.FileDoor;
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
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// R51, ATTACKS 52, 53: on the day, and not before; and what is erased does not come back.
@QuarkusTest
@WithTestResource(
    value = TestPostgres.class,
    initArgs = @ResourceArg(name = "database", value = "records"))
@WithTestResource(TestKafka.class)
@WithTestResource(TestIssuer.class)
@WithTestResource(TestKeys.class)
class ErasuresTest {

  private static final int SERIES = 80;
  private static final String PIA = "5f0c9d7e-0000-4000-8000-000000000080";
  private static final Duration WAIT = Duration.ofSeconds(30);

  @Inject Erasures erasures;
  @Inject Pool pool;
  @Inject Clock clock;

  @ParameterizedTest
  @CsvSource({
    "1, 'registeredOn:2001-03-01,endedOn:2006-12-31',       2026-12-31, file",
    "2, 'registeredOn:2025-11-30,status:online-only',       2026-12-30, 'disability,file'",
    "3, 'registeredOn:2026-10-30,status:minimum-income',    2026-11-30, 'disability,file'",
    "4, 'registeredOn:2001-03-01,endedOn:2026-06-30',       2026-12-30, disability",
    "5, 'registeredOn:2001-03-01,until:2026-06-30',         2026-12-30, disability",
    "6, 'registeredOn:2001-03-01,detention:2026-09-30',     2026-12-30, detention",
  })
  void data_goes_on_the_day_and_not_before(int number, String facts, LocalDate day, String gone) {
    var person = TestPeople.person(SERIES, number);
    Door.take(line(number, facts)).then().statusCode(200);
    Door.until(() -> due(person, day) > 0);

    sweepOn(day.minusDays(1));
    var before = keys(person);
    sweepOn(day);

    var left = new TreeSet<>(before);
    left.removeAll(keys(person));
    assertThat(before).contains("file");
    assertThat(String.join(",", left)).isEqualTo(gone);
    Door.until(() -> due(person, day) == 0);
  }

  @Test
  void a_registration_that_was_changed_since_is_not_erased() {
    var person = TestPeople.person(SERIES, 10);
    Door.take(line(10, "registeredOn:2001-03-01,until:2026-06-30")).then().statusCode(200);
    Door.until(() -> due(person, LocalDate.parse("2026-12-30")) > 0);
    var stale =
        new Erasure.Erase(
            person, Period.AFTER_RECOGNITION.retention(), Period.AFTER_RECOGNITION, 1);

    var decided = Erasure.decide(stale, new Erasure(true, Map.of(), Set.of()));

    assertThat(decided.answer()).isEqualTo(Erasure.Answer.NO_LONGER_DUE);
    assertThat(decided.events()).isEmpty();
  }

  // R52.
  @Test
  void a_file_is_put_away_on_the_day_and_not_before() {
    var person = TestPeople.person(SERIES, 30);
    var token = Door.advisor(PIA);
    var ended = ParisTime.day(clock.instant()).minusMonths(6);
    var day = ended.plusMonths(12);
    Door.take(line(30, "registeredOn:2001-03-01,endedOn:" + ended)).then().statusCode(200);
    Door.until(() -> due(person, day) == 1);
    Door.until(() -> Door.open(token, person).statusCode() == 200);

    sweepOn(day.minusDays(1));
    Door.open(token, person).then().statusCode(200);
    sweepOn(day);

    Door.open(token, person).then().statusCode(404);
    assertThat(keys(person)).contains("file");
    Door.until(() -> due(person, day) == 0);
  }

  // R52, of who only used the services on line.
  @Test
  void a_file_without_contact_is_put_away_on_the_day_and_not_before() {
    var person = TestPeople.person(SERIES, 31);
    var token = Door.advisor(PIA);
    var seen = ParisTime.day(clock.instant()).minusMonths(6);
    var day = seen.plusMonths(12);
    online(31, seen);

    sweepOn(day.minusDays(1));
    Door.open(token, person).then().statusCode(200);
    sweepOn(day);

    Door.open(token, person).then().statusCode(404);
    assertThat(keys(person)).contains("file");
  }

  @Test
  void a_contact_moves_the_day() {
    var token = Door.advisor(PIA);
    var today = ParisTime.day(clock.instant());
    var seen = today.minusDays(9);
    for (var number : List.of(32, 33, 34)) {
      online(number, seen);
    }
    var noted = TestPeople.person(SERIES, 32);
    FileDoor.post(token, noted, "notes", FileDoor.NOTE).then().statusCode(200);
    var changed = TestPeople.person(SERIES, 33);
    FileDoor.put(token, changed, "contact", FileDoor.CONTACT).then().statusCode(200);
    var silent = TestPeople.person(SERIES, 34);

    for (var contacted : List.of(noted, changed)) {
      Door.until(() -> due(contacted, today.plusMonths(12)) == 1);
    }
    sweepOn(seen.plusMonths(12));
    Door.open(token, silent).then().statusCode(404);
    sweepOn(today.plusMonths(12).minusDays(1));
    for (var contacted : List.of(noted, changed)) {
      Door.open(token, contacted).then().statusCode(200);
    }
    sweepOn(today.plusMonths(12));
    for (var contacted : List.of(noted, changed)) {
      Door.open(token, contacted).then().statusCode(404);
    }
  }

  @ParameterizedTest
  @CsvSource({"36, kept", "37, missed"})
  void an_appointment_is_a_contact_where_the_person_came(int number, String outcome) {
    var token = Door.advisor(PIA);
    var person = TestPeople.person(SERIES, number);
    var today = ParisTime.day(clock.instant());
    online(number, today.minusDays(9));
    var made = FileDoor.post(token, person, "appointments", FileDoor.APPOINTMENT);
    Door.until(() -> due(person, today.plusMonths(12)) == 1);
    // As if it had been made long ago.
    var before = today.plusMonths(11);
    pool.preparedQuery("update retention_due set due = $2 where person = $1 and due = $3")
        .executeAndAwait(Tuple.of(person, before, today.plusMonths(12)));

    FileDoor.close(token, person, made.jsonPath().getString("entry"), outcome)
        .then()
        .statusCode(200);
    Door.until(() -> closed(person) == 1);

    assertThat(due(person, today.plusMonths(12))).isEqualTo(outcome.equals("kept") ? 1 : 0);
    assertThat(due(person, before)).isEqualTo(outcome.equals("kept") ? 0 : 1);
  }

  // Both views have come as far as the newest event.
  private long closed(UUID person) {
    return count(
        """
        select count(*) from file_entry where person = $1 and closing is not null
          and not exists (
            select from follower where name = 'retention' and position < file_entry.position)
        """,
        Tuple.of(person));
  }

  private void online(int number, LocalDate seen) {
    var person = TestPeople.person(SERIES, number);
    Door.take(line(number, "registeredOn:" + seen + ",status:online-only")).then().statusCode(200);
    Door.until(() -> due(person, seen.plusMonths(12)) == 1);
    Door.until(() -> Door.open(Door.advisor(PIA), person).statusCode() == 200);
  }

  @Test
  void an_erased_person_does_not_come_back() {
    var person = TestPeople.person(SERIES, 20);
    var token = Door.advisor(PIA);
    var line = TestPeople.line(SERIES, 20, PIA);
    Door.take(line).then().statusCode(200);
    Door.until(() -> Door.open(token, person).statusCode() == 200);
    Door.until(() -> rows("blind_index", person) == 1);

    assertThat(erasures.onRequest(person, Map.of()).await().atMost(WAIT)).isTrue();

    Door.until(() -> rows("file", person) + rows("blind_index", person) == 0);
    Door.open(token, person).then().statusCode(404);
    FileDoor.put(token, person, "contact", FileDoor.CONTACT).then().statusCode(404);
    assertThat(Door.take(line).jsonPath().getInt("imported")).isZero();
    assertThat(erasures.onRequest(person, Map.of()).await().atMost(WAIT)).isFalse();
    Door.open(token, person).then().statusCode(404);
    assertThat(events(person)).isEqualTo(1);
  }

  private static String line(int number, String facts) {
    var line =
        TestPeople.line(SERIES, number, PIA)
            .replaceAll(
                "\"disability\":(null|\\{[^}]*\\})",
                "\"disability\":{\"recognised\":true,\"until\":\"2040-01-01\"}")
            .replace("\"registeredOn\":\"2026-01-05\"", "\"registeredOn\":\"2000-01-01\"");
    for (var fact : facts.split(",", -1)) {
      var name = fact.substring(0, fact.indexOf(':'));
      var value = fact.substring(fact.indexOf(':') + 1);
      line =
          switch (name) {
            case "registeredOn" -> line.replace("2000-01-01", value);
            case "until" -> line.replace("2040-01-01", value);
            case "detention" ->
                line.replace(
                    "{\"person\"", "{\"detention\":{\"until\":\"" + value + "\"},\"person\"");
            default ->
                line.replace("{\"person\"", "{\"" + name + "\":\"" + value + "\",\"person\"");
          };
    }
    return line;
  }

  private void sweepOn(LocalDate day) {
    assertThat(erasures.sweep(day).await().atMost(WAIT)).isLessThan(200);
  }

  private Set<String> keys(UUID person) {
    var found = new TreeSet<String>();
    pool.preparedQuery("select retention from person_key where person = $1")
        .executeAndAwait(Tuple.of(person))
        .forEach(row -> found.add(row.getString(0)));
    return found;
  }

  private long due(UUID person, LocalDate day) {
    return count(
        "select count(*) from retention_due where person = $1 and due = $2", Tuple.of(person, day));
  }

  private long rows(String table, UUID person) {
    return count("select count(*) from " + table + " where person = $1", Tuple.of(person));
  }

  private long events(UUID person) {
    return count(
        """
        select count(*) from event
        where type = 'records.data-erased' and tags @> array['person=' || $1::text]
        """,
        Tuple.of(person.toString()));
  }

  private long count(String sql, Tuple of) {
    return pool.preparedQuery(sql).executeAndAwait(of).iterator().next().getLong(0);
  }
}
