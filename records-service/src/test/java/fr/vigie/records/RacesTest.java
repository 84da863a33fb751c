package fr.vigie.records;

import static org.assertj.core.api.Assertions.assertThat;

import fr.vigie.records.privacy.ThreePersons;
import fr.vigie.records.retention.Erasures;
import fr.vigie.testkit.TestIssuer;
import fr.vigie.testkit.TestIssuer.Person;
import fr.vigie.testkit.TestKafka;
import fr.vigie.testkit.TestPostgres;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// ATTACKS 31, 53: what is taken away while somebody reads is taken away; and what may be done once
/// is done once, however many try at the same moment.
@QuarkusTest
@WithTestResource(
    value = TestPostgres.class,
    initArgs = @ResourceArg(name = "database", value = "records"))
@WithTestResource(TestKafka.class)
@WithTestResource(TestIssuer.class)
@WithTestResource(TestKeys.class)
class RacesTest {

  private static final int SERIES = 98;
  private static final int HANDS = 16;
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  @Inject Pool pool;
  @Inject Erasures erasures;

  private final String follower = UUID.randomUUID().toString();
  private final String manager = token("manager");

  // ATTACKS 31
  @Test
  void a_person_given_to_another_while_many_hands_read_is_shown_to_none_of_them_after() {
    var person = imported(98_001);
    var other = UUID.randomUUID().toString();

    var receipts =
        shownUntilRefused(
            Door.advisor(follower),
            person,
            () ->
                ThreePersons.post(
                        manager,
                        "/v1/transfers",
                        "{\"number\":\"%s\",\"advisor\":\"%s\"}"
                            .formatted(TestPeople.number(98_001), other))
                    .then()
                    .statusCode(200));

    var given = position("records.person-assigned", "advisor", other);
    assertThat(positions(receipts)).allMatch(position -> position < given);
    Door.open(Door.advisor(other), person).then().statusCode(200);
  }

  // ATTACKS 31
  @Test
  void a_shift_that_ends_while_many_hands_read_shows_nobody_after() {
    var person = imported(98_002);
    var atTheDesk = UUID.randomUUID().toString();
    var shift =
        ThreePersons.post(manager, "/v1/shifts", Questions.right("shifts", atTheDesk, follower))
            .jsonPath()
            .getString("grant");

    var receipts =
        shownUntilRefused(
            Door.advisor(atTheDesk),
            person,
            () -> Door.as(manager).delete("/v1/grants/" + shift).then().statusCode(200));

    var ended = position("records.grant-ended", "grant", shift);
    assertThat(positions(receipts)).allMatch(position -> position < ended);
  }

  // ATTACKS 26
  @Test
  void a_glass_called_an_abuse_while_many_hands_look_through_it_shows_nothing_after() {
    var person = imported(98_003);
    var curious = token("advisor");
    var glass = broken(curious, 98_003).jsonPath().getString("grant");

    var receipts =
        shownUntilRefused(
            curious,
            person,
            () ->
                Door.as(manager)
                    .contentType("application/json")
                    .body("{\"verdict\":\"abuse\"}")
                    .put("/v1/glass/{grant}/review", glass)
                    .then()
                    .statusCode(200));

    var judged = position("records.glass-reviewed", "grant", glass);
    assertThat(positions(receipts)).allMatch(position -> position < judged);
  }

  // ATTACKS 52, 53: what was decided before and is read after finds no key.
  @Test
  void a_person_erased_while_many_hands_read_is_shown_to_none_of_them_after() {
    var person = imported(98_004);

    var receipts =
        shownUntilRefused(
            Door.advisor(follower),
            person,
            () ->
                assertThat(erasures.onRequest(person, Map.of()).await().atMost(PATIENCE)).isTrue());

    var erased = position("records.data-erased", "person", person.toString());
    assertThat(positions(receipts)).allMatch(position -> position < erased);
  }

  // ATTACKS 26
  @Test
  void many_glasses_at_once_are_five() {
    var numbers = IntStream.rangeClosed(98_010, 98_017).boxed().toList();
    numbers.forEach(this::imported);
    var curious = token("advisor");

    var answers =
        atOnce(numbers.size() * 2, hand -> broken(curious, numbers.get(hand % numbers.size())));

    assertThat(answers).filteredOn(answer -> answer.statusCode() == 200).hasSize(5);
    assertThat(answers)
        .extracting(Response::statusCode)
        .allMatch(status -> Set.of(200, 429).contains(status));
  }

  @Test
  void an_approval_is_used_once_by_many_hands() {
    var person = imported(98_020);
    var officer = token("privacy-officer");
    var order = Questions.ordered(officer, person);
    var approval = ThreePersons.approved(officer, "export", order);

    var answers =
        atOnce(
            HANDS,
            _ ->
                ThreePersons.post(
                    officer,
                    "/v1/exports",
                    "{\"order\":\"%s\",\"approval\":\"%s\"}".formatted(order, approval)));

    assertThat(answers).filteredOn(answer -> answer.statusCode() == 200).hasSize(1);
    assertThat(answers).filteredOn(answer -> answer.statusCode() == 403).hasSize(HANDS - 1);
  }

  @Test
  void the_same_appointment_sent_by_many_hands_is_one() {
    var person = imported(98_021);
    var token = Door.advisor(follower);

    var answers =
        atOnce(
            HANDS,
            _ ->
                Door.as(token)
                    .header("Idempotency-Key", "k-1")
                    .contentType("application/json; charset=utf-8")
                    .body(FileDoor.APPOINTMENT)
                    .post("/v1/records/{ref}/appointments", Door.ref(token, person)));

    assertThat(answers).extracting(Response::statusCode).containsOnly(200);
    assertThat(answers)
        .filteredOn(answer -> answer.jsonPath().getString("receipt") != null)
        .hasSize(1);
  }

  /// Opens a record by many hands, takes something away once each has been shown it, and goes on
  /// until every hand is refused; the receipts of what was shown.
  private static Collection<String> shownUntilRefused(String token, UUID person, Runnable deed) {
    var receipts = new ConcurrentLinkedQueue<String>();
    var shown = new CountDownLatch(HANDS);
    var hands = new ArrayList<Callable<Void>>();
    for (var hand = 0; hand < HANDS; hand++) {
      hands.add(() -> {
        var answer = Door.open(token, person);
        // 503: decided before, and unreadable by now.
        while (answer.statusCode() == 200 || answer.statusCode() == 503) {
          if (answer.statusCode() == 200) {
            receipts.add(answer.jsonPath().getString("receipt"));
            shown.countDown();
          } else {
            assertThat(answer.body().asString()).doesNotContain("Zyxquent", "identity");
          }
          answer = Door.open(token, person);
        }
        assertThat(answer.statusCode()).isIn(404, 429);
        assertThat(answer.body().asString()).doesNotContain("Zyxquent", "identity");
        return null;
      });
    }
    hands.add(() -> {
      shown.await();
      deed.run();
      return null;
    });
    all(hands);
    assertThat(receipts).hasSizeGreaterThanOrEqualTo(HANDS);
    return receipts;
  }

  private static List<Response> atOnce(int hands, IntFunction<Response> deed) {
    var answers = new ConcurrentLinkedQueue<Response>();
    var ready = new CountDownLatch(hands);
    var all = new ArrayList<Callable<Void>>();
    for (var hand = 0; hand < hands; hand++) {
      var which = hand;
      all.add(() -> {
        ready.countDown();
        ready.await();
        answers.add(deed.apply(which));
        return null;
      });
    }
    all(all);
    return List.copyOf(answers);
  }

  private static void all(List<Callable<Void>> hands) {
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (var hand : threads.invokeAll(hands)) {
        hand.get();
      }
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }

  private UUID imported(int number) {
    Door.take(TestPeople.line(SERIES, number, follower)).then().statusCode(200);
    var person = TestPeople.person(SERIES, number);
    Door.until(() -> rows("file", person) == 1 && rows("blind_index", person) == 1);
    return person;
  }

  private static Response broken(String token, int number) {
    return ThreePersons.post(token, "/v1/glass", Questions.glass(TestPeople.number(number)));
  }

  private static String token(String role) {
    return TestIssuer.running()
        .token(new Person(UUID.randomUUID().toString(), "x", "FT", "FT-01", List.of(role)));
  }

  private List<Long> positions(Collection<String> receipts) {
    var found = new ArrayList<Long>();
    pool.preparedQuery("select position from event where id = any($1::uuid[])")
        .executeAndAwait(Tuple.of(receipts.stream().map(UUID::fromString).toArray(UUID[]::new)))
        .forEach(row -> found.add(row.getLong(0)));
    assertThat(found).hasSameSizeAs(receipts);
    return found;
  }

  private long rows(String table, UUID person) {
    return pool.preparedQuery("select count(*) from " + table + " where person = $1")
        .executeAndAwait(Tuple.of(person))
        .iterator()
        .next()
        .getLong(0);
  }

  private long position(String type, String field, String value) {
    return pool.preparedQuery(
            "select max(position) from event where type = $1 and payload->>$2 = $3")
        .executeAndAwait(Tuple.of(type, field, value))
        .iterator()
        .next()
        .getLong(0);
  }
}
