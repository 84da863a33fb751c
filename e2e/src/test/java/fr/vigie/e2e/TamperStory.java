package fr.vigie.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// The database's superuser changes the log, and is found out.
@ExtendWith(Suite.Shared.class)
class TamperStory {

  // ATTACKS 42
  @Test
  void a_row_edited_by_the_superuser_is_found_and_named(Suite suite) throws Exception {
    suite.signedIn("advisor-01");
    var before = suite.vigie("verify");
    assertThat(before.exit()).as(before.err()).isZero();
    assertThat(Suite.json(before.out()).path("ok").asBoolean()).isTrue();
    var victim = 3L;

    try (var superuser = superuser(suite)) {
      edit(superuser, victim, "entry || '\\x20'::bytea");
      var after = suite.vigie("verify");
      edit(superuser, victim, "substring(entry from 1 for length(entry) - 1)");

      assertThat(after.exit()).isEqualTo(1);
      assertThat(after.err()).contains(Long.toString(victim));
      assertThat(Suite.json(after.out()).path("firstBad").path("index").asLong()).isEqualTo(victim);
    }
    assertThat(suite.vigie("verify").exit()).isZero();
  }

  /// One blank more, or one less, at the end of an entry; triggers are off, as only a superuser can
  /// have them.
  private static void edit(Connection superuser, long index, String change) throws SQLException {
    try (var statement = superuser.createStatement()) {
      statement.execute("set session_replication_role = replica");
      assertThat(
              statement.executeUpdate(
                  "update leaf set entry = %s where index = %d".formatted(change, index)))
          .isOne();
    }
  }

  private static Connection superuser(Suite suite) throws IOException, SQLException {
    var passwords = new Properties();
    try (var reader =
        Files.newBufferedReader(suite.data().resolve("postgresql/passwords.properties"))) {
      passwords.load(reader);
    }
    return DriverManager.getConnection(
        suite.jdbcUrl("audit"), "postgres", passwords.getProperty("postgres"));
  }
}
