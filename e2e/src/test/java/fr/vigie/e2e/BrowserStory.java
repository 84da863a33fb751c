package fr.vigie.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// The slice as people see it: `browser/slice.test.js` in a real Chromium, where there is one.
@ExtendWith(Suite.Shared.class)
class BrowserStory {

  @Test
  void a_browser_reads_a_record_is_refused_another_and_shows_the_log(Suite suite) {
    var chromium = chromium();
    assumeTrue(
        chromium.isPresent(),
        "No Chromium here, so the browser test is skipped: install the package chromium.");
    var folder = Path.of("browser").toAbsolutePath();
    var strangers = SliceStory.portfolio(suite, "advisor-49").getFirst();
    var install = Command.run(folder, Map.of(), List.of("npm", "ci", "--no-audit", "--no-fund"));
    assertThat(install.exit()).as(install.err()).isZero();

    var run =
        Command.run(
            folder,
            Map.of(
                "VIGIE_FRONT_URL",
                suite.front().toString(),
                "VIGIE_ADVISOR",
                "advisor-02",
                "VIGIE_AUDITOR",
                "auditor-02",
                "VIGIE_PASSWORD",
                suite.password(),
                "VIGIE_OTP_COMMAND",
                String.join(" ", quoted(suite.words("otp"))),
                "VIGIE_FOREIGN_REF",
                strangers,
                "VIGIE_SCREENSHOTS",
                folder.resolveSibling("target").resolve("screenshots").toString(),
                "VIGIE_CHROMIUM",
                chromium.orElseThrow().toString()),
            List.of("npm", "test", "--silent"));

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
