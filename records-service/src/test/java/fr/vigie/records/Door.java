package fr.vigie.records;

import static io.restassured.RestAssured.given;

import fr.vigie.testkit.TestIssuer;
import fr.vigie.testkit.TestIssuer.Person;
import io.restassured.response.Response;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.awaitility.Awaitility;

/// The service's doors, as a client sees them.
public final class Door {

  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private Door() {}

  /// An advisor's token.
  public static String advisor(String account) {
    return TestIssuer.running().token(Person.advisor(account));
  }

  /// Opens a record for an interview.
  public static Response open(String token, Object ref) {
    return given()
        .auth()
        .oauth2(token)
        .header("Vigie-Purpose", "interview")
        .get("/v1/records/{ref}", ref);
  }

  /// Sends a batch as the launcher.
  public static Response take(String lines) {
    return given()
        .header("Authorization", "Vigie-Service launcher " + TestKeys.LAUNCHER)
        .contentType("application/x-ndjson")
        .body(lines.getBytes(StandardCharsets.UTF_8))
        .post("/v1/imports/persons");
  }

  /// Waits until the views show as many persons to an advisor as there should be.
  public static void untilPortfolioHas(String token, int first) {
    Awaitility.await()
        .atMost(PATIENCE)
        .until(() ->
            given().auth().oauth2(token).get("/v1/portfolio").jsonPath().getList("entries").size()
                >= first);
  }

  /// Waits until something holds.
  public static void until(java.util.concurrent.Callable<Boolean> condition) {
    Awaitility.await().atMost(PATIENCE).until(condition);
  }
}
