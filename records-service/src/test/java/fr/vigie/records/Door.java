package fr.vigie.records;

import static io.restassured.RestAssured.given;
import static java.nio.charset.StandardCharsets.UTF_8;

import fr.vigie.records.references.References;
import fr.vigie.testkit.TestIssuer;
import fr.vigie.testkit.TestIssuer.Person;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.Base64;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;

/// The service's doors, as a client sees them.
public final class Door {

  private static final Duration PATIENCE = Duration.ofSeconds(60);

  /// For whom the services of these tests call.
  public static final String AGENT = "5f0c9d7e-0000-4000-8000-0000000000a9";

  private static final References REFERENCES = new References(TestKeys.KEYS);

  private Door() {}

  /// A request of whoever a token is of, for a purpose of theirs.
  public static RequestSpecification as(String token) {
    return given().auth().oauth2(token).header("Vigie-Purpose", purpose(token));
  }

  /// A request of a service, in an agent's name.
  ///
  /// @param key its name and what it shows
  public static RequestSpecification service(String key, String purpose) {
    return given()
        .header("Authorization", "Vigie-Service " + key)
        .header("Vigie-Agent", AGENT)
        .header("Vigie-Organisation", "FT")
        .header("Vigie-Purpose", purpose);
  }

  /// A purpose that whoever a token is of may have.
  public static String purpose(String token) {
    return claims(token).getJsonArray("roles").contains("advisor") ? "interview" : "supervision";
  }

  /// An advisor's token.
  public static String advisor(String account) {
    return TestIssuer.running().token(Person.advisor(account));
  }

  /// The reference of a person for whom a token is of.
  public static String ref(String token, UUID person) {
    return REFERENCES.of(person, account(token));
  }

  /// Whom a reference means to whom a token is of.
  public static @Nullable UUID person(String token, String ref) {
    return REFERENCES.read(ref, account(token)).own();
  }

  /// Whom a token is of.
  public static String account(String token) {
    return claims(token).getString("sub");
  }

  private static JsonObject claims(String token) {
    return new JsonObject(
        new String(Base64.getUrlDecoder().decode(token.split("\\.", -1)[1]), UTF_8));
  }

  /// Opens a record for an interview, by the own reference.
  public static Response open(String token, UUID person) {
    return open(token, ref(token, person));
  }

  /// Opens a record for an interview.
  public static Response open(String token, String ref) {
    return as(token).get("/v1/records/{ref}", ref);
  }

  /// Asks for a record with its past.
  ///
  /// @param query empty, or as in `?on=2026-11-22`
  public static Response history(String token, UUID person, String query) {
    return as(token).get("/v1/records/" + ref(token, person) + "/history" + query);
  }

  /// Sends a batch as the launcher.
  public static Response take(String lines) {
    return service("launcher " + TestKeys.LAUNCHER, "takeover")
        .contentType("application/x-ndjson")
        .body(lines.getBytes(UTF_8))
        .post("/v1/imports/persons");
  }

  /// Waits until the views show as many persons to an advisor as there should be.
  public static void untilPortfolioHas(String token, int first) {
    Awaitility.await()
        .atMost(PATIENCE)
        .until(() -> as(token).get("/v1/portfolio").jsonPath().getList("entries").size() >= first);
  }

  /// Waits until something holds.
  public static void until(java.util.concurrent.Callable<Boolean> condition) {
    Awaitility.await().atMost(PATIENCE).until(condition);
  }
}
