package fr.vigie.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.postgresql.PGConnection;
import org.postgresql.ds.PGSimpleDataSource;

/// A PostgreSQL server on loopback: SCRAM passwords, fsync on, no Unix socket.
///
/// Its folder holds `data/` (the cluster), `passwords.properties` (mode 0600) and `server.log`.
public final class PostgresServer implements Server {

  /// The superuser's name.
  public static final String SUPERUSER = "postgres";

  private static final Duration START_PATIENCE = Duration.ofMinutes(3);
  private static final Duration LEFTOVER_PATIENCE = Duration.ofSeconds(15);
  private static final Pattern DATABASE_NAME = Pattern.compile("[a-z][a-z0-9_]{0,40}");
  private static final Pattern LAST_WORDS = Pattern.compile("(?:FATAL|PANIC):  (.*)");

  private final Path folder;
  private final Path data;
  private final int port;
  private final Secrets passwords;
  private final PostgresCluster cluster;
  private ChildProcess process;

  private PostgresServer(Path folder, int port) {
    this.folder = folder;
    this.data = folder.resolve("data");
    this.port = port;
    this.passwords = new Secrets(folder.resolve("passwords.properties"));
    this.cluster = new PostgresCluster(folder, data, passwords);
    this.process = launchAfterLeftovers();
  }

  /// Starts a server on this folder: makes a new cluster the first time, recovers a killed one.
  /// Returns when the server answers.
  ///
  /// @param port the port to listen on; 0 for any free one
  /// @throws CannotStartException the port is in use, or the folder's data are damaged
  public static PostgresServer start(Path folder, int port) {
    try {
      var absolute = folder.toAbsolutePath().normalize();
      Files.createDirectories(absolute);
      Files.setPosixFilePermissions(absolute, PosixFilePermissions.fromString("rwx------"));
      Disguise.chosen().give(absolute);
      Disguise.chosen().openTheWayTo(absolute);
      return new PostgresServer(absolute, port == 0 ? Ports.free() : port);
    } catch (IOException e) {
      throw new CannotStartException("PostgreSQL's folder " + folder + " cannot be used: " + e, e);
    }
  }

  public int port() {
    return port;
  }

  /// Where everything lies that this server keeps.
  public Path folder() {
    return folder;
  }

  @Override
  public ChildProcess process() {
    return process;
  }

  /// The superuser, for administration and for tests of what even it cannot do unseen.
  public Login superuser() {
    return new Login(SUPERUSER, passwords.of(SUPERUSER));
  }

  /// The address of a database for JDBC, without a login.
  public String jdbcUrl(String database) {
    return "jdbc:postgresql://localhost:" + port + "/" + database;
  }

  /// A new connection; the caller closes it.
  public Connection connect(String database, Login login) throws SQLException {
    var source = new PGSimpleDataSource();
    source.setUrl(jdbcUrl(database));
    source.setUser(login.user());
    source.setPassword(login.password());
    source.setConnectTimeout(30);
    return source.getConnection();
  }

  /// Makes a database where it is missing, with an owner role `<name>_owner` and a runtime role
  /// `<name>_service`. Nobody else may connect. Passwords are made once and kept.
  public Database database(String name) {
    return databases(List.of(name)).getFirst();
  }

  /// Makes several databases, see [#database]; answers them in the order of the names.
  public List<Database> databases(List<String> names) {
    try (var server = connect(SUPERUSER, superuser())) {
      execute(server, "revoke all on database postgres, template1 from public");
      var made = new ArrayList<Database>();
      for (var name : names) {
        made.add(database(server, name));
      }
      return made;
    } catch (SQLException e) {
      throw new CannotStartException(
          "The databases " + names + " cannot be made: " + e.getMessage(), e);
    }
  }

  private Database database(Connection server, String name) throws SQLException {
    if (!DATABASE_NAME.matcher(name).matches()) {
      throw new IllegalArgumentException("not a database name: " + name);
    }
    var owner = role(server, name + "_owner");
    var service = role(server, name + "_service");
    if (!exists(server, "select 1 from pg_database where datname = ?", name)) {
      execute(server, "create database " + name + " owner " + owner.user());
    }
    execute(server, "revoke all on database " + name + " from public");
    execute(server, "grant connect on database " + name + " to " + service.user());
    try (var inside = connect(name, superuser())) {
      execute(inside, "revoke all on schema public from public");
      execute(inside, "grant usage on schema public to " + service.user());
    }
    return new Database(name, port, owner, service);
  }

  private Login role(Connection server, String name) throws SQLException {
    if (!exists(server, "select 1 from pg_roles where rolname = ?", name)) {
      execute(server, "create role " + name + " login");
    }
    var password = passwords.of(name);
    // The driver hashes: the server never sees, and so never logs, the password.
    server
        .unwrap(PGConnection.class)
        .alterUserPassword(name, password.toCharArray(), "scram-sha-256");
    return new Login(name, password);
  }

  private static boolean exists(Connection connection, String query, String name)
      throws SQLException {
    try (var statement = connection.prepareStatement(query)) {
      statement.setString(1, name);
      try (var rows = statement.executeQuery()) {
        return rows.next();
      }
    }
  }

  private static void execute(Connection connection, String sql) throws SQLException {
    try (var statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  @Override
  public void restart() {
    process.stop(Duration.ofSeconds(20));
    process = launchAfterLeftovers();
  }

  /// Fast shutdown: running transactions are rolled back, a checkpoint is written.
  @Override
  public void close() {
    // TERM would wait for the clients to go.
    try {
      new ProcessBuilder("kill", "-INT", Long.toString(process.pid())).start().waitFor();
    } catch (IOException _) {
      // Then the ordinary way.
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
    if (!process.isGoneIn(Duration.ofSeconds(20))) {
      process.kill();
    }
  }

  private ChildProcess launchAfterLeftovers() {
    var end = System.nanoTime() + LEFTOVER_PATIENCE.toNanos();
    while (true) {
      cluster.waitForLeftover(end);
      try {
        return launch();
      } catch (LeftoverException e) {
        if (System.nanoTime() > end) {
          throw new CannotStartException(
              "Another PostgreSQL still runs on " + data + ": end it, then start again.", e);
        }
      }
    }
  }

  private ChildProcess launch() throws LeftoverException {
    if (!Ports.isFree(port)) {
      throw portInUse();
    }
    var programs = PostgresBinaries.unpacked();
    if (!Files.exists(data)) {
      cluster.make(programs);
    }
    cluster.check();
    var log = folder.resolve("server.log");
    var started =
        ChildProcess.start(
            "PostgreSQL",
            Disguise.chosen().prefix(),
            List.of(
                programs.resolve("bin/postgres").toString(),
                "-D",
                data.toString(),
                "-p",
                Integer.toString(port),
                "-c",
                "listen_addresses=127.0.0.1",
                "-c",
                "unix_socket_directories=",
                "-c",
                "max_connections=200",
                "-c",
                "timezone=UTC",
                "-c",
                "log_timezone=UTC"),
            ChildProcess.Farewell.INT,
            Map.of("LC_ALL", "C"),
            log);
    if (started.isReadyIn(
        START_PATIENCE, () -> started.printed().contains("ready to accept connections"))) {
      return started;
    }
    var alive = started.isAlive();
    started.kill();
    throw explain(started.printed(), alive);
  }

  private CannotStartException explain(String printed, boolean alive) throws LeftoverException {
    if (printed.contains("pre-existing shared memory block")
        || printed.contains("lock file \"postmaster.pid\" already exists")) {
      throw new LeftoverException();
    }
    if (printed.contains("could not bind")) {
      return portInUse();
    }
    if (alive) {
      return new CannotStartException(
          "PostgreSQL was not ready after "
              + START_PATIENCE.toMinutes()
              + " minutes; its log is "
              + folder.resolve("server.log")
              + ".");
    }
    return PostgresCluster.damaged(data, lastWords(printed));
  }

  private static String lastWords(String printed) {
    // Before its log is set up PostgreSQL writes plain sentences.
    var last = printed.lines().filter(line -> !line.isBlank()).reduce((_, line) -> line);
    var matcher = LAST_WORDS.matcher(printed);
    while (matcher.find()) {
      last = Optional.of(matcher.group(1));
    }
    return last.orElse("it ended without a word");
  }

  private CannotStartException portInUse() {
    return new CannotStartException("Port " + port + ", which PostgreSQL needs, is in use.");
  }

  /// A killed server's children have not all gone yet.
  private static final class LeftoverException extends Exception {
    @java.io.Serial private static final long serialVersionUID = 1L;
  }
}
