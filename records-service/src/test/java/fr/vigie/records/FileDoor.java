package fr.vigie.records;

import io.restassured.response.Response;
import java.util.UUID;

/// The doors through which a file is changed.
public final class FileDoor {

  /// A meeting to come.
  public static final String APPOINTMENT =
      """
      {"at":"2026-12-01T09:30","agency":"FT-01","reason":"rue des Zéphyrins","mode":"PHYSIQUE"}
      """;

  /// What was said.
  public static final String NOTE =
      """
      {"kind":"note","on":"2026-01-05","text":"Quipsonne cherche\\nà Vuquempoix"}
      """;

  /// Where the person is found.
  public static final String CONTACT =
      """
      {"address":"13 rue des Zéphyrins","postcode":"20000","commune":"Vuquempoix",
       "communeCode":"2A004","phone":null,"email":"w.zyxquent@example.org"}
      """;

  private FileDoor() {}

  /// Replaces a class of a file.
  public static Response put(String token, UUID person, String part, String json) {
    return Door.as(token)
        .contentType("application/json; charset=utf-8")
        .body(json)
        .put("/v1/records/{ref}/file/{part}", Door.ref(token, person), part);
  }

  /// Adds an entry, or ends the registration.
  public static Response post(String token, UUID person, String what, String json) {
    return Door.as(token)
        .contentType("application/json; charset=utf-8")
        .body(json)
        .post("/v1/records/" + Door.ref(token, person) + "/" + what);
  }

  /// Says how an appointment went.
  public static Response close(String token, UUID person, String entry, String outcome) {
    return Door.as(token)
        .contentType("application/json")
        .body("{\"outcome\":\"" + outcome + "\"}")
        .put("/v1/records/{ref}/appointments/{entry}", Door.ref(token, person), entry);
  }

  /// One change of every kind.
  public static void everyChange(String token, UUID person) {
    put(token, person, "contact", CONTACT).then().statusCode(200);
    put(
            token,
            person,
            "identity",
            """
            {"birthName":"Zyxquent","usualName":"Zyxquent","givenNames":"Wabrielle","sex":"F",
             "birthDate":"1969-05-02","birthPlace":"Vuquempoix"}
            """)
        .then()
        .statusCode(200);
    var made = post(token, person, "appointments", APPOINTMENT);
    made.then().statusCode(200);
    close(token, person, made.jsonPath().getString("entry"), "kept").then().statusCode(200);
    post(token, person, "notes", NOTE).then().statusCode(200);
    post(token, person, "notes", NOTE.replace("note", "Zyxquent")).then().statusCode(400);
  }
}
