package fr.vigie.contracts;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import fr.vigie.contracts.alerts.AlertRule;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Whoever is called by an alert finds what to do, in words.
class AlertRuleTest {

  private static final List<String> RULES =
      Arrays.stream(AlertRule.values()).map(AlertRule::word).toList();

  @Test
  void every_rule_has_a_runbook_and_every_runbook_of_an_alert_a_rule() throws IOException {
    try (var pages = Files.list(Path.of("../docs/runbooks"))) {
      assertThat(
              pages
                  .map(page -> page.getFileName().toString())
                  .filter(page -> page.startsWith("alert-")))
          .containsExactlyInAnyOrderElementsOf(
              RULES.stream().map(rule -> "alert-" + rule + ".md").toList());
    }
  }

  @Test
  void every_rule_has_a_name_on_the_screen_of_alerts() throws IOException {
    for (var language : List.of("fr", "en")) {
      var words =
          new ObjectMapper()
              .readTree(
                  Path.of("../web-front/src/main/webapp/src/shell/locale/" + language + ".json")
                      .toFile());
      assertThat(RULES).allSatisfy(rule -> assertThat(words.has("rule." + rule)).isTrue());
    }
  }
}
