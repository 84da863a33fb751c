package fr.vigie.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import fr.vigie.launcher.population.Employee;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DemoAccountsTest {

  // "12345678901234567890", the secret of RFC 6238, appendix B.
  private static final String RFC_SECRET = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ";

  @TempDir Path folder;

  @ParameterizedTest
  @CsvSource({
    "59, 287082",
    "1111111109, 081804",
    "1111111111, 050471",
    "1234567890, 005924",
    "2000000000, 279037",
    "20000000000, 353130",
  })
  void gives_the_codes_of_the_rfc(long second, String code) {
    assertThat(DemoAccounts.code(RFC_SECRET, Instant.ofEpochSecond(second))).isEqualTo(code);
  }

  @Test
  void are_made_once_and_kept_for_their_owner_only() throws IOException {
    var file = folder.resolve("demo.json");
    var staff =
        List.of(
            new Employee(
                new UUID(1, 2), "advisor-01", "Alice Martin", "FT", "FT-01", List.of("advisor")));

    var made = DemoAccounts.of(file, staff);

    assertThat(DemoAccounts.of(file, staff)).isEqualTo(made);
    assertThat(Files.getPosixFilePermissions(file))
        .isEqualTo(PosixFilePermissions.fromString("rw-------"));
    assertThat(made.password()).hasSizeGreaterThan(20);
    assertThat(made.account("advisor-01").orElseThrow().totpSecret()).matches("[A-Z2-7]{32}");
    assertThat(made.toString() + made.accounts()).doesNotContain(made.password());
  }
}
