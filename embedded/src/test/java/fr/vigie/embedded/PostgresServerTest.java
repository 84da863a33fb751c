package fr.vigie.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PostgresServerTest {

  @TempDir Path folder;

  @Test
  void keeps_what_was_committed_when_killed() throws SQLException {
    try (var server = PostgresServer.start(folder, 0)) {
      execute(server, "create table kept (n int)");
      execute(server, "insert into kept select generate_series(1, 1000)");

      server.process().kill();
      server.restart();

      assertThat(number(server, "select count(*) from kept")).isEqualTo(1000);
    }
  }

  @Test
  void keeps_databases_roles_and_passwords_between_runs() throws SQLException {
    var first = firstRun();

    try (var server = PostgresServer.start(folder, 0)) {
      var again = server.databases(List.of("identity", "records"));

      assertThat(again).extracting(Database::name).containsExactly("identity", "records");
      assertThat(again.getFirst().service()).isEqualTo(first.service());
    }
  }

  @Test
  void lets_a_service_into_its_own_database_only() throws SQLException {
    try (var server = PostgresServer.start(folder, 0)) {
      var databases = server.databases(List.of("identity", "records"));
      var identity = databases.getFirst().service();

      try (var own = server.connect("identity", identity)) {
        assertThatThrownBy(() -> execute(own, "create table mine (n int)"))
            .hasMessageContaining("permission denied");
      }
      for (var other : List.of("records", "postgres", "template1")) {
        assertThatThrownBy(() -> server.connect(other, identity))
            .hasMessageContaining("permission denied");
      }
      assertThatThrownBy(() -> server.connect("identity", new Login(identity.user(), "a guess")))
          .hasMessageContaining("password authentication failed");
    }
  }

  @Test
  void is_durable_and_listens_on_loopback_only() throws SQLException, IOException {
    try (var server = PostgresServer.start(folder, 0)) {
      assertThat(text(server, "show fsync")).isEqualTo("on");
      assertThat(text(server, "show synchronous_commit")).isEqualTo("on");
      assertThat(text(server, "show listen_addresses")).isEqualTo("127.0.0.1");
      assertThat(text(server, "show unix_socket_directories")).isEmpty();
      assertThat(Files.getPosixFilePermissions(folder.resolve("passwords.properties")))
          .isEqualTo(PosixFilePermissions.fromString("rw-------"));
    }
  }

  @Test
  void says_which_port_is_in_use() throws IOException {
    try (var taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      assertThatThrownBy(() -> PostgresServer.start(folder, taken.getLocalPort()))
          .isInstanceOf(CannotStartException.class)
          .hasMessage(
              "Port %d, which PostgreSQL needs, is in use.".formatted(taken.getLocalPort()));
    }
  }

  @Test
  void says_that_the_data_folder_is_damaged() throws IOException {
    PostgresServer.start(folder, 0).close();
    Files.delete(folder.resolve("data/global/pg_control"));

    assertThatThrownBy(() -> PostgresServer.start(folder, 0))
        .isInstanceOf(CannotStartException.class)
        .hasMessageContaining("seems damaged")
        .hasMessageContaining(folder.resolve("data").toString())
        .hasMessageContaining("pg_control");
  }

  @Test
  void refuses_a_folder_that_is_no_cluster() throws IOException {
    Files.createDirectories(folder.resolve("data"));
    Files.writeString(folder.resolve("data/readme"), "mine");

    assertThatThrownBy(() -> PostgresServer.start(folder, 0))
        .isInstanceOf(CannotStartException.class)
        .hasMessageContaining("no file PG_VERSION");
    assertThat(folder.resolve("data/readme")).exists();
  }

  @Test
  void is_not_misled_by_a_pid_file_that_names_a_stranger() throws IOException, SQLException {
    PostgresServer.start(folder, 0).close();
    Files.writeString(
        folder.resolve("data/postmaster.pid"), ProcessHandle.current().pid() + "\nelsewhere\n");

    try (var server = PostgresServer.start(folder, 0)) {
      assertThat(number(server, "select 1")).isEqualTo(1);
    }
  }

  private Database firstRun() {
    try (var server = PostgresServer.start(folder, 0)) {
      return server.database("identity");
    }
  }

  private static void execute(PostgresServer server, String sql) throws SQLException {
    try (var connection = server.connect("postgres", server.superuser())) {
      execute(connection, sql);
    }
  }

  private static void execute(Connection connection, String sql) throws SQLException {
    try (var statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private static int number(PostgresServer server, String sql) throws SQLException {
    return Integer.parseInt(text(server, sql));
  }

  private static String text(PostgresServer server, String sql) throws SQLException {
    try (var connection = server.connect("postgres", server.superuser());
        var statement = connection.createStatement();
        var rows = statement.executeQuery(sql)) {
      rows.next();
      return rows.getString(1);
    }
  }
}
