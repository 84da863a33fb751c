package fr.vigie.audit.log;

import static org.assertj.core.api.Assertions.assertThat;

import fr.vigie.audit.checkpoint.TestSigner;
import fr.vigie.audit.ingest.Samples;
import fr.vigie.verifier.Verify;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The verifier takes no more memory the longer a log is: here the log is larger than the memory it
/// is given. Ten times as long with `-Dvigie.long=true`.
class LargeLogTest {

  private static final int LEAVES = Boolean.getBoolean("vigie.long") ? 480_000 : 48_000;
  private static final int TOGETHER = 2_000;
  private static final String MEMORY = "-Xmx24m";

  @Test
  void a_log_larger_than_memory_is_checked_and_progress_is_shown(@TempDir Path folder)
      throws Exception {
    var test = TestLog.create();
    var log = test.writer();
    for (var first = 1; first <= LEAVES; first += TOGETHER) {
      var entries = new ArrayList<Entry>(TOGETHER);
      for (var position = first; position < first + TOGETHER; position++) {
        entries.add(Samples.disclosure(position).entry());
      }
      log.append(entries);
    }
    var signer = new TestSigner(test);
    signer.sign();
    var login =
        Files.writeString(
            folder.resolve("login"),
            "user=%s%npassword=%s%n".formatted(test.service().user(), test.service().password()));

    var said = folder.resolve("said");
    var exit =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                MEMORY,
                "-XX:+UseSerialGC",
                "-cp",
                System.getProperty("java.class.path"),
                Verify.class.getName(),
                "--url",
                test.database().jdbcUrl(),
                "--properties",
                login.toString(),
                "--key",
                signer.keys().getFirst(),
                "--progress")
            .redirectErrorStream(true)
            .redirectOutput(said.toFile())
            .start()
            .waitFor();

    var lines = Files.readString(said);
    assertThat(exit).as(lines).isZero();
    assertThat(test.number("select sum(octet_length(entry)) from leaf")).isGreaterThan(24L << 20);
    assertThat(List.of(lines.split("\r", -1)))
        .as("progress, again and again")
        .hasSizeGreaterThan(LEAVES / 2_000);
    assertThat(lines).contains("%,d leaves, ".formatted(LEAVES), "\"ok\":true");
  }
}
