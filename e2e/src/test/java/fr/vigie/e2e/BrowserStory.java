package fr.vigie.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// The suite as people see it: `browser/*.test.js` in a real Chromium, where there is one.
@ExtendWith(Suite.Shared.class)
class BrowserStory {

  /// More than a page of the log holds.
  private static final int READS = 60;

  @Test
  void a_browser_reads_a_record_is_refused_another_and_shows_the_log(Suite suite) {
    var other = suite.signedIn("advisor-49");
    var strangers = SliceStory.portfolio(suite, "advisor-49").getFirst();
    var shown = SliceStory.open(suite, other.accessToken(), strangers).path("receipt").asText();
    var stranger = SliceStory.logged(suite, other.account(), shown).path("subject").asText();

    play(
        suite,
        "test",
        Map.of(
            "VIGIE_ADVISOR",
            "advisor-05",
            "VIGIE_AUDITOR",
            "auditor-02",
            "VIGIE_FOREIGN_REF",
            strangers,
            "VIGIE_FOREIGN_PERSON",
            stranger));
  }

  @Test
  void a_browser_enrols_a_passkey_signs_in_with_it_steps_up_and_recovers(Suite suite) {
    play(suite, "passkey", Map.of("VIGIE_ADVISOR", "advisor-31"));
  }

  // R39, R48 to R50
  @Test
  void a_browser_asks_the_log_takes_the_answers_along_and_leads_a_breach_file(Suite suite) {
    var advisor = suite.signedIn("advisor-17");
    var persons = SliceStory.portfolio(suite, "advisor-17");
    for (var i = 0; i < READS; i++) {
      SliceStory.open(suite, advisor.accessToken(), persons.get(i % persons.size()));
    }

    play(
        suite,
        "watch",
        Map.of(
            "VIGIE_ADVISOR", "advisor-17",
            "VIGIE_ACCOUNT", advisor.account(),
            "VIGIE_READS", Integer.toString(READS),
            "VIGIE_PERSONS", Integer.toString(persons.size()),
            "VIGIE_AUDITOR", "auditor-02",
            "VIGIE_PRIVACY", "privacy-01",
            "VIGIE_SECURITY", "security-02",
            "VIGIE_SECOND_SECURITY", "security-03"));
  }

  @Test
  void an_advisor_changes_a_file_makes_an_appointment_and_says_how_it_went(Suite suite) {
    play(suite, "write", Map.of("VIGIE_ADVISOR", "advisor-33", "VIGIE_OFFICER", "security-02"));
  }

  /// R15 to R19.
  @Test
  void a_forgotten_password_takes_three_people_and_the_factor_that_stays(Suite suite) {
    play(
        suite,
        "reset",
        Map.of(
            "VIGIE_ADVISOR",
            "advisor-32",
            "VIGIE_OUTBOX_COMMAND",
            String.join(" ", quoted(suite.words("outbox")))));
  }

  /// @param script of `browser/package.json`
  private static void play(Suite suite, String script, Map<String, String> with) {
    var chromium = chromium();
    assumeTrue(
        chromium.isPresent(),
        "No Chromium here, so the browser test is skipped: install the package chromium.");
    var folder = Path.of("browser").toAbsolutePath();
    var install = Command.run(folder, Map.of(), List.of("npm", "ci", "--no-audit", "--no-fund"));
    assertThat(install.exit()).as(install.err()).isZero();
    var settings = new HashMap<>(with);
    settings.put("VIGIE_FRONT_URL", suite.front().toString());
    settings.put("VIGIE_IDENTITY_URL", suite.identity().toString());
    settings.put("VIGIE_PASSWORD", suite.password());
    settings.put("VIGIE_OTP_COMMAND", String.join(" ", quoted(suite.words("otp"))));
    settings.put(
        "VIGIE_SCREENSHOTS", folder.resolveSibling("target").resolve("screenshots").toString());
    settings.put("VIGIE_CHROMIUM", chromium.orElseThrow().toString());

    var run = Command.run(folder, settings, List.of("npm", "run", script, "--silent"));

    assertThat(run.exit()).as("%s\n%s", run.out(), run.err()).isZero();
  }

  private static Optional<Path> chromium() {
    return Stream.of("/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome")
        .map(Path::of)
        .filter(Files::isExecutable)
        .findFirst();
  }

  private static List<String> quoted(List<String> words) {
    var all = new ArrayList<String>();
    for (var word : words) {
      all.add("'" + word.replace("'", "'\\''") + "'");
    }
    return all;
  }
}
