package fr.vigie.lockout.officers;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import com.nimbusds.jwt.JWTClaimsSet;
import fr.vigie.kit.dpop.Proofs;
import fr.vigie.testkit.TestIssuer;
import fr.vigie.testkit.TestIssuer.Person;
import fr.vigie.testkit.TestKafka;
import fr.vigie.testkit.TestKey;
import fr.vigie.testkit.TestPostgres;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import java.time.Clock;
import java.time.Instant;
import java.util.Date;
import java.util.Map;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/// ATTACKS 14: a stolen token without its key, at a service that takes tokens.
@QuarkusTest
@WithTestResource(
    value = TestPostgres.class,
    initArgs = @ResourceArg(name = "database", value = "lockout"))
@WithTestResource(TestKafka.class)
@WithTestResource(TestIssuer.class)
class BoundTokenTest {

  private static final String PATH = "/v1/freezes";

  @TestHTTPResource String url = "";

  private final TestKey key = new TestKey();
  private final Person officer =
      Person.advisor(UUID.randomUUID().toString()).with("security-officer");
  private final String token =
      TestIssuer.running()
          .token(officer, claims -> claims.claim("cnf", Map.of("jkt", key.thumbprint())));

  private String proof(TestKey by, String of, UnaryOperator<JWTClaimsSet.Builder> change) {
    return by.proof(
        "GET",
        url.replaceAll("/$", "") + PATH,
        Clock.systemUTC().instant(),
        claims -> change.apply(claims.claim("ath", Proofs.digest(of)).claim("nonce", nonce())));
  }

  private String proof(UnaryOperator<JWTClaimsSet.Builder> change) {
    return proof(key, token, change);
  }

  private String nonce() {
    return shown("DPoP " + token, key.proof("GET", url + "x", Clock.systemUTC().instant(), c -> c))
        .extract()
        .header("DPoP-Nonce");
  }

  private static ValidatableResponse shown(String authorization, String proof) {
    return given().header("Authorization", authorization).header("DPoP", proof).get(PATH).then();
  }

  private static void assertRefused(ValidatableResponse answer, String error) {
    answer
        .statusCode(401)
        .contentType("application/problem+json")
        .header("WWW-Authenticate", containsString("DPoP error=\"" + error + "\""));
  }

  @Test
  void with_its_key_it_opens_and_the_same_proof_opens_nothing_again() {
    var proof = proof(claims -> claims);

    shown("DPoP " + token, proof).statusCode(200);

    shown("DPoP " + token, proof).statusCode(401);
    shown("DPoP " + token, proof(claims -> claims)).statusCode(200);
  }

  @Test
  void without_its_key_it_opens_nothing() {
    given().header("Authorization", "Bearer " + token).get(PATH).then().statusCode(401);
    shown("Bearer " + token, proof(claims -> claims)).statusCode(401);
    assertRefused(
        given().header("Authorization", "DPoP " + token).get(PATH).then(), "invalid_dpop_proof");
    shown("DPoP " + token, proof(new TestKey(), token, claims -> claims)).statusCode(401);
  }

  @Test
  void a_token_of_no_key_is_not_bound_by_showing_one() {
    var bearer = TestIssuer.running().token(officer);

    shown("DPoP " + bearer, proof(key, bearer, claims -> claims)).statusCode(401);
    given().header("Authorization", "Bearer " + bearer).get(PATH).then().statusCode(200);
  }

  @Test
  void a_proof_for_another_request_token_or_time_opens_nothing() {
    var good = "DPoP " + token;

    assertRefused(shown(good, proof(c -> c.claim("htm", "POST"))), "invalid_dpop_proof");
    assertRefused(shown(good, proof(c -> c.claim("htu", url + "v1/locks"))), "invalid_dpop_proof");
    assertRefused(shown(good, proof(key, "another", c -> c)), "invalid_dpop_proof");
    assertRefused(
        shown(good, proof(c -> c.issueTime(Date.from(Instant.EPOCH)))), "invalid_dpop_proof");
    assertRefused(shown(good, "x"), "invalid_dpop_proof");
  }

  @Test
  void a_proof_made_ahead_of_time_is_told_to_bear_a_nonce() {
    var answer = shown("DPoP " + token, proof(claims -> claims.claim("nonce", "guessed")));

    assertRefused(answer, "use_dpop_nonce");
    answer.body("type", equalTo("urn:vigie:problem:use-dpop-nonce"));
    assertThat(answer.extract().header("DPoP-Nonce")).isNotBlank();
  }
}
