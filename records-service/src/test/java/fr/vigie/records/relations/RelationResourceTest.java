package fr.vigie.records.relations;

import static org.assertj.core.api.Assertions.assertThat;

import fr.vigie.kit.ParisTime;
import fr.vigie.records.Door;
import fr.vigie.records.TestKeys;
import fr.vigie.records.TestPeople;
import fr.vigie.testkit.TestIssuer;
import fr.vigie.testkit.TestIssuer.Person;
import fr.vigie.testkit.TestKafka;
import fr.vigie.testkit.TestPostgres;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// ATTACKS 21, 31: rights beside the own portfolio, and who may give them.
@QuarkusTest
@WithTestResource(
    value = TestPostgres.class,
    initArgs = @ResourceArg(name = "database", value = "records"))
@WithTestResource(TestKafka.class)
@WithTestResource(TestIssuer.class)
@WithTestResource(TestKeys.class)
class RelationResourceTest {

  private static final int SERIES = 72;
  // Numbers of their own: in other tests' files the same numbers stand again and again.
  private static final int FIRST = 72_000;

  @Inject Clock clock;

  private final String follower = UUID.randomUUID().toString();
  private final String other = UUID.randomUUID().toString();
  private final String maud = UUID.randomUUID().toString();

  @Test
  void a_shift_opens_the_agencys_persons_without_the_path_until_it_ends() {
    var person = imported(1);
    Door.open(Door.advisor(other), person).then().statusCode(404);

    var grant = post(manager(), "/v1/shifts", hours("\"advisor\":\"" + other + "\"", 0, 4));

    grant.then().statusCode(200);
    var shown = Door.open(Door.advisor(other), person);
    shown.then().statusCode(200);
    assertThat(shown.jsonPath().getString("basis")).isEqualTo("reception-shift");
    assertThat(shown.body().asString()).doesNotContain("\"path\":{");
    end(manager(), grant.jsonPath().getString("grant")).then().statusCode(200);
    Door.open(Door.advisor(other), person).then().statusCode(404);
  }

  @Test
  void a_shift_opens_nothing_at_another_agency_nor_before_its_hours() {
    var person = imported(2);
    post(manager(), "/v1/shifts", hours("\"advisor\":\"" + other + "\"", 60, 120))
        .then()
        .statusCode(200);
    Door.open(Door.advisor(other), person).then().statusCode(404);
    post(manager(), "/v1/shifts", hours("\"advisor\":\"" + other + "\"", 0, 4))
        .then()
        .statusCode(200);

    Door.open(token(new Person(other, "o", "FT", "FT-02", java.util.List.of("advisor"))), person)
        .then()
        .statusCode(404);
    Door.open(token(new Person(other, "o", "CE-01", "CE-01", java.util.List.of("advisor"))), person)
        .then()
        .statusCode(404);
  }

  @Test
  void a_replacement_opens_the_absent_advisors_portfolio() {
    var person = imported(3);

    post(
            manager(),
            "/v1/replacements",
            hours("\"advisor\":\"" + other + "\",\"absent\":\"" + follower + "\"", 0, 60))
        .then()
        .statusCode(200);

    assertThat(Door.open(Door.advisor(other), person).jsonPath().getString("basis"))
        .isEqualTo("replacement");
  }

  @Test
  void a_co_follow_up_opens_one_person_to_an_advisor_of_a_cap_emploi() {
    var person = imported(4);
    var another = imported(5);
    var capEmploi = token(new Person(other, "o", "CE-01", "CE-01", java.util.List.of("advisor")));
    Door.open(capEmploi, person).then().statusCode(404);

    post(
            manager(),
            "/v1/co-follow-ups",
            hours(
                "\"number\":\"%s\",\"advisor\":\"%s\",\"organisation\":\"CE-01\",\"agency\":\"CE-01\""
                    .formatted(number(4), other),
                0,
                600))
        .then()
        .statusCode(200);

    assertThat(Door.open(capEmploi, person).jsonPath().getString("basis"))
        .isEqualTo("co-follow-up");
    Door.open(capEmploi, another).then().statusCode(404);
  }

  @Test
  void a_transfer_takes_the_person_from_the_former_advisor_at_once() {
    var person = imported(6);

    post(
            manager(),
            "/v1/transfers",
            "{\"number\":\"%s\",\"advisor\":\"%s\"}".formatted(number(6), other))
        .then()
        .statusCode(200);

    Door.open(Door.advisor(follower), person).then().statusCode(404);
    Door.open(Door.advisor(other), person).then().statusCode(200);
  }

  @Test
  void a_manager_of_another_agency_or_organisation_disposes_of_nobody() {
    var person = imported(7);
    var body = "{\"number\":\"%s\",\"advisor\":\"%s\"}".formatted(number(7), other);

    for (var place : java.util.List.of("FT-02", "CE-01")) {
      var stranger =
          token(
              new Person(
                  maud,
                  "m",
                  place.startsWith("FT") ? "FT" : place,
                  place,
                  java.util.List.of("manager")));
      post(stranger, "/v1/transfers", body).then().statusCode(404);
    }
    Door.open(Door.advisor(follower), person).then().statusCode(200);
  }

  @Test
  void a_manager_names_a_person_by_the_own_reference_and_by_nobody_elses() {
    var person = imported(8);
    var body = "{\"person\":\"%s\",\"advisor\":\"" + other + "\"}";
    var followers = Door.ref(Door.advisor(follower), person);

    for (var nobodys : java.util.List.of(followers, person.toString())) {
      post(manager(), "/v1/transfers", body.formatted(nobodys)).then().statusCode(404);
    }
    var own = Door.ref(manager(), person);
    var moved = post(manager(), "/v1/transfers", body.formatted(own));

    moved.then().statusCode(200);
    assertThat(moved.body().asString()).doesNotContain(person.toString());
    Door.open(Door.advisor(other), person).then().statusCode(200);
  }

  @Test
  void nobody_grants_a_right_to_oneself_or_without_a_fresh_sign_in() {
    post(manager(), "/v1/shifts", hours("\"advisor\":\"" + maud + "\"", 0, 4))
        .then()
        .statusCode(403);
    var stale =
        TestIssuer.running()
            .token(
                managers(),
                claims -> claims.claim("auth_time", clock.instant().getEpochSecond() - 3_600));
    var answer = post(stale, "/v1/shifts", hours("\"advisor\":\"" + other + "\"", 0, 4));
    answer.then().statusCode(401);
    assertThat(answer.header("WWW-Authenticate")).contains("insufficient_user_authentication");
  }

  @ParameterizedTest
  @ValueSource(strings = {"advisor", "auditor", "privacy-officer", "security-officer", "desk"})
  void only_a_manager_grants(String role) {
    post(
            token(Person.advisor(maud).with(role)),
            "/v1/shifts",
            hours("\"advisor\":\"" + other + "\"", 0, 4))
        .then()
        .statusCode(403);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "{", "[]", "null", "{\"advisor\":\"x\"}", "{\"advisor\":1,\"extra\":true}"})
  void what_cannot_be_read_is_refused(String body) {
    post(manager(), "/v1/shifts", body).then().statusCode(400);
  }

  @Test
  void a_shift_is_no_longer_than_a_day_of_work() {
    post(manager(), "/v1/shifts", hours("\"advisor\":\"" + other + "\"", 0, 721))
        .then()
        .statusCode(400);
  }

  private UUID imported(int number) {
    Door.take(TestPeople.line(SERIES, FIRST + number, follower)).then().statusCode(200);
    var person = TestPeople.person(SERIES, FIRST + number);
    var token = Door.advisor(follower);
    Door.until(() -> Door.open(token, person).statusCode() == 200);
    // In the index of numbers as well.
    Door.until(() ->
        post(token, "/v1/search", "{\"number\":\"" + number(number) + "\"}")
            .body()
            .asString()
            .contains(Door.ref(token, person)));
    return person;
  }

  private static String number(int number) {
    return TestPeople.number(FIRST + number);
  }

  private Person managers() {
    return Person.advisor(maud).with("manager");
  }

  private String manager() {
    return token(managers());
  }

  private static String token(Person person) {
    return TestIssuer.running().token(person);
  }

  private String hours(String fields, int fromMinutes, int untilMinutes) {
    return "{%s,\"from\":\"%s\",\"until\":\"%s\"}"
        .formatted(fields, paris(fromMinutes), paris(untilMinutes));
  }

  private LocalDateTime paris(int minutes) {
    Instant at = clock.instant().plus(minutes, ChronoUnit.MINUTES);
    return LocalDateTime.ofInstant(at, ParisTime.ZONE).truncatedTo(ChronoUnit.MINUTES);
  }

  private static Response post(String token, String path, String body) {
    return Door.as(token).contentType("application/json").body(body).post(path);
  }

  private static Response end(String token, String grant) {
    return Door.as(token).delete("/v1/grants/{grant}", grant);
  }
}
