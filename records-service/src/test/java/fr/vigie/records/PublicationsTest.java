package fr.vigie.records;

import static org.assertj.core.api.Assertions.assertThat;

import fr.vigie.contracts.records.DisclosureEvent;
import fr.vigie.contracts.records.DisclosureEvent.PortfolioListed;
import fr.vigie.eventstore.StoredEvent;
import fr.vigie.records.jobseeker.JobSeekerEvent.FileChanged;
import fr.vigie.records.jobseeker.JobSeekerEvent.Registered;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class PublicationsTest {

  @Test
  void a_registration_leaves_without_what_is_sealed() {
    var out = Publications.of(stored(new Registered("awa", Map.of("identity", "c2VhbGVk"))));

    assertThat(out.topic()).isEqualTo("vigie.records.v1");
    assertThat(out.key()).isEqualTo("awa");
    assertThat(out.json()).isEqualTo("{\"person\":\"awa\"}");
  }

  @Test
  void a_change_leaves_as_the_names_of_the_classes_that_changed() {
    var out =
        Publications.of(
            stored(
                new FileChanged(
                    "awa", "contact-changed", "portfolio", Map.of("contact", "c2VhbGVk"))));

    assertThat(out.topic()).isEqualTo("vigie.records.v1");
    assertThat(out.json())
        .contains("\"fieldClasses\":[\"contact\"]")
        .doesNotContain("sealed", "c2VhbGVk");
  }

  @Test
  void a_disclosure_leaves_as_it_is_stored_keyed_by_advisor() {
    var out =
        Publications.of(
            stored(new PortfolioListed("alice", LocalDate.parse("2026-01-05"), List.of("awa"))));

    assertThat(out.topic()).isEqualTo("vigie.disclosures.v1");
    assertThat(out.key()).isEqualTo("alice");
    assertThat(out.json()).isEqualTo("as it is stored");
  }

  /// A grant or a standing is acted on elsewhere at once, and so is an alert.
  @Test
  void nothing_but_what_was_shown_or_refused_waits_for_company() {
    assertThat(new Publications().publishing().unhurried()).containsExactly(DisclosureEvent.class);
  }

  private static StoredEvent stored(Object payload) {
    return new StoredEvent(
        1,
        new UUID(1, 1),
        "records.some",
        1,
        Instant.EPOCH,
        payload,
        "as it is stored",
        Map.of(),
        Set.of());
  }
}
