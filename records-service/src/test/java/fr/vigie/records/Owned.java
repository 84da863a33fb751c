package fr.vigie.records;

import fr.vigie.records.privacy.ThreePersons;
import fr.vigie.testkit.TestIssuer;
import fr.vigie.testkit.TestIssuer.Person;
import java.util.List;
import java.util.UUID;

/// A person an organisation follows, and everything of theirs that can be named to an endpoint.
///
/// @param follower account of the advisor
/// @param number the 11 digits
/// @param entry an appointment
/// @param grant a shift of the organisation
/// @param glass one that was broken for the person
/// @param order an export's
/// @param approval to erase the person, given by two
/// @param pending one nobody has given yet
record Owned(
    String organisation,
    UUID person,
    String follower,
    String number,
    String entry,
    String grant,
    String glass,
    String order,
    String approval,
    String pending) {

  private static final int SERIES = 97;

  /// Made at the service's doors.
  static Owned by(String organisation, int number) {
    var follower = UUID.randomUUID().toString();
    var agency = agency(organisation);
    var person = TestPeople.person(SERIES, number);
    Door.take(
            TestPeople.line(SERIES, number, follower)
                .replace(
                    "\"organisation\":\"FT\",\"agency\":\"FT-01\"",
                    "\"organisation\":\"%s\",\"agency\":\"%s\"".formatted(organisation, agency)))
        .then()
        .statusCode(200);
    var advisor = token(organisation, follower, "advisor");
    Door.until(() -> Door.open(advisor, person).statusCode() == 200);
    Door.until(() ->
        !ThreePersons.post(advisor, "/v1/search", Questions.number(TestPeople.number(number)))
            .jsonPath()
            .getList("entries")
            .isEmpty());
    var officer = token(organisation, "privacy-officer");
    var order = Questions.ordered(officer, person);
    return new Owned(
        organisation,
        person,
        follower,
        TestPeople.number(number),
        FileDoor.post(advisor, person, "appointments", FileDoor.APPOINTMENT)
            .jsonPath()
            .getString("entry"),
        ThreePersons.post(
                token(organisation, "manager"),
                "/v1/shifts",
                Questions.right("shifts", UUID.randomUUID().toString(), follower))
            .jsonPath()
            .getString("grant"),
        ThreePersons.post(
                token(organisation, "advisor"),
                "/v1/glass",
                Questions.glass(TestPeople.number(number)))
            .jsonPath()
            .getString("grant"),
        order.toString(),
        ThreePersons.approved(officer, "erase", person),
        ThreePersons.asked(officer, "export", order));
  }

  /// As if there were one.
  static Owned nobody(int number) {
    return new Owned(
        "nobody's",
        UUID.randomUUID(),
        UUID.randomUUID().toString(),
        TestPeople.number(number),
        UUID.randomUUID().toString(),
        UUID.randomUUID().toString(),
        UUID.randomUUID().toString(),
        UUID.randomUUID().toString(),
        UUID.randomUUID().toString(),
        UUID.randomUUID().toString());
  }

  /// The follower's token.
  String token(String role) {
    return token(organisation, follower, role);
  }

  /// As the privacy officer names the person.
  String named() {
    return "{\"person\":\"" + person + "\"}";
  }

  private static String token(String organisation, String role) {
    return token(organisation, UUID.randomUUID().toString(), role);
  }

  private static String token(String organisation, String account, String role) {
    return TestIssuer.running()
        .token(new Person(account, "x", organisation, agency(organisation), List.of(role)));
  }

  private static String agency(String organisation) {
    return organisation.equals("FT") ? "FT-01" : organisation;
  }
}
