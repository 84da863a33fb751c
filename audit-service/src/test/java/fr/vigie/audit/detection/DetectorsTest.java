package fr.vigie.audit.detection;

import static org.assertj.core.api.Assertions.assertThat;

import fr.vigie.audit.ingest.Samples;
import fr.vigie.audit.rules.Detector;
import fr.vigie.audit.views.LoggedEntry;
import fr.vigie.contracts.alerts.AlertRule;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// The detectors that run, all of them.
class DetectorsTest {

  private final List<Detector> detectors = Detectors.all(new Settings());

  @Test
  void each_rule_runs_once() {
    assertThat(detectors).extracting(Detector::rule).doesNotHaveDuplicates();
  }

  @Test
  void only_what_cannot_be_harmless_freezes_by_itself() {
    assertThat(detectors)
        .extracting(Detector::rule)
        .filteredOn(
            rule -> rule.raised("a", "account", "t", 1, 0, List.of(), Instant.EPOCH).freeze())
        .containsExactly(AlertRule.EXPOSURE_BUDGET);
  }

  /// As in records-service: else whoever looks through a portfolio of three hundred is frozen, and
  /// whoever reads others hides them behind it.
  @Test
  void the_rows_of_ones_own_portfolio_are_no_exposure() {
    var rows =
        IntStream.range(0, 300)
            .mapToObj(person -> "\"person-" + person + "\"")
            .collect(Collectors.joining(",", "{\"persons\":[", "]}"));
    var listed =
        LoggedEntry.read(
            0,
            LocalDate.parse("2026-01-01"),
            Samples.disclosure(1)
                .without("ce_subject")
                .with("ce_type", "records.portfolio-listed.v1")
                .with("ce_operation", "list")
                .with("ce_outcome", "allowed")
                .saying(rows)
                .entry()
                .bytes());

    assertThat(listed.persons()).hasSize(300);
    for (var detector : detectors) {
      assertThat(detector.take(listed)).as(detector.rule().word()).isEmpty();
    }
  }
}
