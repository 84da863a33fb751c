package fr.vigie.records.privacy;

import fr.vigie.records.Door;
import fr.vigie.testkit.TestIssuer;
import fr.vigie.testkit.TestIssuer.Person;
import io.restassured.response.Response;
import java.util.UUID;

/// What takes three persons: one who asks, and two who agree.
public final class ThreePersons {

  private static final String MANAGER = "5f0c9d7e-0000-4000-8000-0000000000b1";
  private static final String OFFICER = "5f0c9d7e-0000-4000-8000-0000000000b2";

  private ThreePersons() {}

  /// A token of somebody with these roles.
  public static String token(String account, String... roles) {
    return TestIssuer.running().token(Person.advisor(account).with(roles));
  }

  /// An approval asked for, which two others gave.
  public static String approved(String asker, String matter, UUID subject) {
    var approval = asked(asker, matter, subject);
    agree(token(MANAGER, "manager"), approval).then().statusCode(200);
    agree(token(OFFICER, "privacy-officer"), approval).then().statusCode(200);
    return approval;
  }

  /// An approval asked for.
  public static String asked(String asker, String matter, UUID subject) {
    // Only officers name persons as the log does.
    var named = matter.equals("recall") ? Door.ref(asker, subject) : subject.toString();
    var answer =
        post(
            asker,
            "/v1/approvals",
            "{\"matter\":\"%s\",\"subject\":\"%s\"}".formatted(matter, named));
    answer.then().statusCode(200);
    return answer.jsonPath().getString("approval");
  }

  /// Agrees.
  public static Response agree(String token, String approval) {
    return Door.as(token).post("/v1/approvals/" + approval + "/given");
  }

  /// Posts JSON.
  public static Response post(String token, String path, String json) {
    return Door.as(token).contentType("application/json").body(json).post(path);
  }
}
