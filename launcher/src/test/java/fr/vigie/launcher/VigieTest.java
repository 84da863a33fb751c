package fr.vigie.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VigieTest {

  @TempDir Path folder;

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @Test
  void lists_every_command_and_what_exit_codes_mean() {
    assertThat(run("help")).isZero();

    assertThat(out.toString())
        .contains(
            "up",
            "down",
            "status",
            "otp",
            "test",
            "verify",
            "bench",
            "replay-breach",
            "import",
            "backup",
            "help")
        .contains("Exit codes: 0 done;")
        .doesNotContain("--port-offset", "--without", "--supervised");
  }

  @Test
  void says_how_one_command_is_called() {
    assertThat(run("help", "up")).isZero();
    assertThat(run("up", "--help")).isZero();

    assertThat(out.toString()).contains("--detach", "--people", "--fresh", "--data");
  }

  @Test
  void has_one_exit_code_for_calls_that_make_no_sense() {
    assertThat(run("up", "--nonsense")).isEqualTo(64);
    assertThat(run("nonsense")).isEqualTo(64);
    assertThat(run("otp")).isEqualTo(64);
    assertThat(run("help", "nonsense")).isEqualTo(64);
  }

  @Test
  void cannot_say_a_code_before_there_are_accounts() {
    assertThat(run("otp", "advisor-01", "--data", folder.toString())).isEqualTo(2);

    assertThat(err.toString()).isEqualTo("There are no demo accounts yet: ./vigie up.\n");
  }

  @Test
  void refuses_more_people_than_there_can_be() {
    assertThat(run("up", "--people", "5000001", "--data", folder.toString())).isEqualTo(2);

    assertThat(err.toString()).isEqualTo("--people must lie between 0 and 5000000.\n");
  }

  @Test
  void wipes_only_what_is_its_own() throws IOException {
    Files.writeString(folder.resolve("letter"), "dear reader");

    assertThat(run("up", "--fresh", "--data", folder.toString())).isEqualTo(2);

    assertThat(err.toString()).contains("is not a data folder of Vigie");
    assertThat(folder.resolve("letter")).exists();
  }

  @Test
  void says_that_nothing_runs() {
    for (var command : List.of("status", "verify", "replay-breach")) {
      assertThat(run(command, "--data", folder.toString())).isEqualTo(3);
    }
    assertThat(run("down", "--data", folder.toString())).isZero();
  }

  @Test
  void takes_no_stranger_for_its_supervisor() {
    var own = ProcessHandle.current();
    var file = folder.resolve("status.json");

    new Status("ready", own.pid(), Status.startedAt(own) + 1, 0, List.of()).write(file);
    assertThat(Status.running(file)).isEmpty();

    new Status("ready", own.pid(), Status.startedAt(own), 0, List.of()).write(file);
    assertThat(Status.running(file)).isPresent();
  }

  private int run(String... arguments) {
    return Vigie.commandLine()
        .setOut(new PrintWriter(out, true))
        .setErr(new PrintWriter(err, true))
        .execute(arguments);
  }
}
