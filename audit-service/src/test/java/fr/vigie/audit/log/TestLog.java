package fr.vigie.audit.log;

import fr.vigie.embedded.Database;
import fr.vigie.embedded.Login;
import fr.vigie.embedded.PostgresServer;
import fr.vigie.testkit.MutableClock;
import fr.vigie.testkit.TestServers;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import javax.sql.DataSource;

/// A log in an empty database of its own.
public final class TestLog {

  static final MutableClock CLOCK = MutableClock.at("2026-01-05T09:00:00Z");

  private final PostgresServer server;
  private final Database database;

  private TestLog(PostgresServer server, Database database) {
    this.server = server;
    this.database = database;
  }

  /// On the server all tests share.
  public static TestLog create() {
    return on(TestServers.postgres());
  }

  /// On a server of the test's own.
  public static TestLog on(PostgresServer server) {
    var database = TestServers.databaseOn(server, "audit");
    TestServers.migrate(database, "db/event-store", "db/audit");
    return new TestLog(server, database);
  }

  /// A writer of its own, as each replica has one.
  public Log writer() {
    return writer(serviceSource());
  }

  /// A writer over another data source.
  public static Log writer(DataSource source) {
    return writer(source, CLOCK);
  }

  /// A writer at another time.
  public static Log writer(DataSource source, Clock clock) {
    return new Log(source, clock);
  }

  /// Connections as the service has them.
  public DataSource serviceSource() {
    return (DataSource)
        Proxy.newProxyInstance(
            getClass().getClassLoader(),
            new Class<?>[] {DataSource.class},
            (_, method, _) -> {
              if (method.getName().equals("getConnection")) {
                return asService();
              }
              throw new UnsupportedOperationException(method.getName());
            });
  }

  public Database database() {
    return database;
  }

  Connection asService() throws SQLException {
    return server.connect(database.name(), database.service());
  }

  Connection asOwner() throws SQLException {
    return server.connect(database.name(), database.owner());
  }

  /// As whom nothing is refused.
  public Connection asSuperuser() throws SQLException {
    return server.connect(database.name(), server.superuser());
  }

  Login service() {
    return database.service();
  }

  /// One value.
  public long number(String query) throws SQLException {
    return Long.parseLong(texts(query).getFirst());
  }

  /// The first column of every row.
  public List<String> texts(String query) throws SQLException {
    try (var connection = asService();
        var statement = connection.createStatement();
        var rows = statement.executeQuery(query)) {
      var all = new ArrayList<String>();
      while (rows.next()) {
        all.add(String.valueOf(rows.getString(1)));
      }
      return all;
    }
  }

  /// The end of the log, as the verifier takes it: `SIZE:ROOT`.
  public String head() throws SQLException {
    return texts("select size || ':' || encode(root, 'hex') from tree_head").getFirst();
  }

  static String hex(byte[] bytes) {
    return HexFormat.of().formatHex(bytes);
  }
}
