package fr.vigie.records;

import static org.assertj.core.api.Assertions.assertThat;

import fr.vigie.kit.ParisTime;
import fr.vigie.records.privacy.ThreePersons;
import fr.vigie.testkit.Endpoint;
import java.time.Clock;
import java.time.LocalDateTime;
import java.time.temporal.ChronoUnit;
import java.util.UUID;

/// What each endpoint is asked, in order to the last field, about somebody.
final class Questions {

  private Questions() {}

  /// @param tenant of whoever asks
  static String of(Endpoint endpoint, Owned whom, String tenant) {
    var question = question(endpoint.toString(), whom, tenant);
    assertThat(question).as("a question in order for %s", endpoint).isNotEmpty();
    return question;
  }

  private static String question(String endpoint, Owned whom, String tenant) {
    var somebody = UUID.randomUUID().toString();
    return switch (endpoint) {
      case "PUT /v1/records/{ref}/file/{part}" -> FileDoor.CONTACT;
      case "POST /v1/records/{ref}/appointments" -> FileDoor.APPOINTMENT;
      case "PUT /v1/records/{ref}/appointments/{entry}" -> "{\"outcome\":\"kept\"}";
      case "POST /v1/records/{ref}/notes" -> FileDoor.NOTE;
      case "POST /v1/records/{ref}/registration/end" -> "{\"on\":\"2026-02-01\"}";
      case "POST /v1/search" -> number(whom.number());
      case "POST /v1/glass" -> glass(whom.number());
      case "PUT /v1/glass/{grant}/review" -> "{\"verdict\":\"justified\"}";
      case "POST /v1/shifts" -> right("shifts", somebody, whom.follower());
      case "POST /v1/replacements" -> right("replacements", somebody, whom.follower());
      case "POST /v1/designations" -> right("designations", somebody, whom.follower());
      case "POST /v1/co-follow-ups" ->
          "{\"number\":\"%s\",\"organisation\":\"%s\",\"agency\":\"%s\",%s}"
              .formatted(whom.number(), tenant, tenant, hours(somebody));
      case "POST /v1/transfers" ->
          "{\"number\":\"%s\",\"advisor\":\"%s\"}".formatted(whom.number(), somebody);
      case "POST /v1/approvals" -> "{\"matter\":\"erase\",\"subject\":\"" + whom.person() + "\"}";
      case "POST /v1/vault/recalls", "POST /v1/persons/erasures" ->
          "{\"person\":\"%s\",\"approval\":\"%s\"}".formatted(whom.person(), whom.approval());
      case "POST /v1/persons/copies", "POST /v1/persons/copies/document" -> whom.named();
      case "POST /v1/exports/orders" -> order(whom.person());
      case "POST /v1/exports" ->
          "{\"order\":\"%s\",\"approval\":\"%s\"}".formatted(whom.order(), whom.approval());
      // A service's alone.
      case "POST /v1/registrations" ->
          "{\"person\":\"%s\",\"category\":\"A\",\"registeredOn\":\"2026-01-05\"}"
              .formatted(whom.person());
      default -> "";
    };
  }

  static String number(String number) {
    return "{\"number\":\"" + number + "\"}";
  }

  static String glass(String number) {
    return "{\"number\":\"%s\",\"fields\":[\"identity\"],\"reason\":\"visitor\",\"text\":\"%s\"}"
        .formatted(number, "somebody of this number is at the desk");
  }

  /// A right for an advisor, for some hours from now.
  static String right(String which, String advisor, String absent) {
    return which.equals("replacements")
        ? "{\"absent\":\"%s\",%s}".formatted(absent, hours(advisor))
        : "{" + hours(advisor) + "}";
  }

  /// The order of an export of one person.
  static UUID ordered(String officer, UUID person) {
    var answer = ThreePersons.post(officer, "/v1/exports/orders", order(person));
    answer.then().statusCode(200);
    return answer.jsonPath().getUUID("order");
  }

  private static String order(UUID person) {
    return "{\"recipient\":\"unedic\",\"persons\":[\"" + person + "\"]}";
  }

  private static String hours(String advisor) {
    var now =
        LocalDateTime.ofInstant(Clock.systemUTC().instant(), ParisTime.ZONE)
            .truncatedTo(ChronoUnit.MINUTES);
    return "\"advisor\":\"%s\",\"from\":\"%s\",\"until\":\"%s\""
        .formatted(advisor, now, now.plusHours(4));
  }
}
