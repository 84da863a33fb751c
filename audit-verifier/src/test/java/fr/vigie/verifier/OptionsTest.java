package fr.vigie.verifier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import fr.vigie.verifier.verdicts.Head;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OptionsTest {

  private static final String URL = "jdbc:postgresql://localhost:1/audit";
  private static final String HASH = "0f".repeat(32);

  private static Options read(Map<String, String> environment, String... arguments)
      throws IOException {
    return Options.read(arguments, environment);
  }

  private static Options.Target.InDatabase database(Options options) {
    return (Options.Target.InDatabase) options.target();
  }

  @Test
  void takes_the_login_from_a_file(@TempDir Path folder) throws IOException {
    var file = Files.writeString(folder.resolve("login"), "user=reader\npassword=secret\n");

    var options = read(Map.of(), "--url", URL, "--properties", file.toString());

    assertThat(database(options).login())
        .containsEntry("user", "reader")
        .containsEntry("password", "secret");
  }

  @Test
  void takes_everything_from_the_settings_of_the_service(@TempDir Path folder) throws IOException {
    var file =
        Files.writeString(
            folder.resolve("audit.properties"),
            """
            quarkus.datasource.jdbc.url=%s
            quarkus.datasource.username=audit_service
            quarkus.datasource.password=secret
            """
                .formatted(URL));

    var options = read(Map.of(), "--properties", file.toString());

    assertThat(database(options).url()).isEqualTo(URL);
    assertThat(database(options).login()).containsEntry("user", "audit_service");
  }

  @Test
  void an_argument_wins_over_the_environment() throws IOException {
    var environment = Map.of("VIGIE_VERIFY_URL", URL + "2", "VIGIE_VERIFY_HEAD", "1:" + HASH);

    assertThat(database(read(environment)).url()).isEqualTo(URL + "2");
    assertThat(read(environment).trust().heads()).containsExactly(new Head(1, HASH));
    assertThat(read(environment, "--url", URL, "--head", "7:" + HASH).trust().heads())
        .containsExactly(new Head(7, HASH));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "7", ":", "7:", "x:00", "-1:" + "00", "7:zz", "7:00"})
  void refuses_a_head_that_is_none(String head) {
    assertThatThrownBy(() -> read(Map.of(), "--url", URL, "--head", head))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("64 hexadecimal digits");
  }

  @ParameterizedTest
  @ValueSource(strings = {"--urls", "--url", "--password", "verify"})
  void says_in_a_sentence_what_it_does_not_understand(String argument) {
    var err = new ByteArrayOutputStream();

    var code =
        Verify.run(
            new String[] {argument},
            Map.of(),
            new PrintStream(new ByteArrayOutputStream(), true, StandardCharsets.UTF_8),
            new PrintStream(err, true, StandardCharsets.UTF_8));

    assertThat(code).isEqualTo(2);
    assertThat(err.toString(StandardCharsets.UTF_8)).startsWith("Cannot check the log: ");
  }

  @Test
  void a_database_that_does_not_answer_is_not_an_altered_log() {
    var out = new ByteArrayOutputStream();
    var err = new ByteArrayOutputStream();

    var code =
        Verify.run(
            new String[] {"--url", URL},
            Map.of(),
            new PrintStream(out, true, StandardCharsets.UTF_8),
            new PrintStream(err, true, StandardCharsets.UTF_8));

    assertThat(code).isEqualTo(2);
    assertThat(out.size()).isZero();
    assertThat(err.toString(StandardCharsets.UTF_8)).startsWith("Cannot check the log: ");
  }
}
