package fr.vigie.audit.query;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;

import fr.vigie.testkit.TestIssuer;
import fr.vigie.testkit.TestIssuer.Person;
import io.quarkus.test.junit.QuarkusTest;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Who asks the log, and who does not.
@QuarkusTest
class WhoMayAskTest extends OverKafka {

  @Test
  void nobody_reads_with_an_advisors_token_whatever_else_it_says() {
    as(Person.auditor("a").with("auditor", "advisor"))
        .get("/v1/events")
        .then()
        .statusCode(403)
        .body("type", equalTo("urn:vigie:problem:advisors-do-not-audit"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"/v1/events", "/v1/log/head", "/v1/log/gaps"})
  void is_for_those_who_watch(String path) {
    given().get(path).then().statusCode(401);
    as(Person.advisor("a")).get(path).then().statusCode(403);
    as(Person.auditor("a").with("manager")).get(path).then().statusCode(403);
    as(Person.auditor("a").with("account-admin")).get(path).then().statusCode(403);
    as(Person.auditor("a")).get(path).then().statusCode(200);
    as(Person.auditor("a").with("privacy-officer")).get(path).then().statusCode(200);
    as(Person.auditor("a").with("security-officer")).get(path).then().statusCode(200);
  }

  @Test
  void accesses_of_a_person_are_for_auditors_and_the_privacy_officer() {
    var path = "/v1/persons/p/accesses";
    given().get(path).then().statusCode(401);
    for (var role : List.of("advisor", "manager", "security-officer", "account-admin", "desk")) {
      as(Person.auditor("a").with(role)).get(path).then().statusCode(403);
    }
    as(Person.auditor("a").with("privacy-officer")).get(path).then().statusCode(200);
    as(AUDITOR)
        .get(path + "?agents=true")
        .then()
        .statusCode(400)
        .body("parameter", equalTo("agents"));
    as(AUDITOR)
        .get(path + "?from=2026-01-02T00:00:00Z&to=2026-01-01T00:00:00Z")
        .then()
        .statusCode(400);
  }

  @Test
  void no_false_token_opens_anything() {
    var issuer = TestIssuer.running();
    for (var token :
        List.of(
            issuer.ofAnotherIssuer(AUDITOR),
            issuer.signedByAStranger(AUDITOR),
            issuer.expired(AUDITOR),
            issuer.forAnotherAudience(AUDITOR),
            issuer.unsigned(AUDITOR),
            issuer.signedWithThePublicKeyAsSecret(AUDITOR),
            issuer.withoutTwoFactors(AUDITOR),
            issuer.ofTheWrongKind(AUDITOR))) {
      given().auth().oauth2(token).get("/v1/events").then().statusCode(401);
    }
  }
}
