package fr.vigie.bench;

import fr.vigie.embedded.Database;
import fr.vigie.verifier.Verify;
import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.util.ArrayList;
import java.util.Map;
import org.postgresql.PGConnection;

/// Reading the whole log again with every hash recomputed and every checkpoint's signature checked,
/// beside the bare COPY of the same rows out of the same server.
final class AuditReplay {

  private static final int ROUNDS = 5;

  /// Of a large log, so many: a round of ten million leaves takes a minute.
  private static final int ROUNDS_OF_MANY = 3;

  private static final long MANY = 4_000_000;

  private final Report report;

  AuditReplay(Report report) {
    this.report = report;
  }

  void run(Stage stage, Database database, Connection owner, long leaves) throws Exception {
    var login = Files.createTempFile("bench", ".properties");
    try {
      var superuser = stage.postgres().superuser();
      Files.writeString(
          login, "user=%s%npassword=%s%n".formatted(superuser.user(), superuser.password()));
      var verified = new ArrayList<Double>();
      var copied = new ArrayList<Double>();
      var ratios = new ArrayList<Double>();
      for (var round = 0; round <= (leaves < MANY ? ROUNDS : ROUNDS_OF_MANY); round++) {
        var ours = verify(database, login);
        var peer = copyOut(owner);
        if (round > 0) { // the first one warms up
          verified.add(ours);
          copied.add(peer);
          ratios.add(ours / peer);
        }
      }
      report.figure(
          "replay", AuditBench.median(verified), "leaves/s", "copy-out", AuditBench.median(copied));
      report.figure("replay-vs-copy-out", AuditBench.median(ratios), "ratio");
    } finally {
      Files.delete(login);
    }
  }

  private static double verify(Database database, Path login) {
    var out = new ByteArrayOutputStream();
    var started = System.nanoTime();
    var code =
        Verify.run(
            new String[] {"--url", database.jdbcUrl(), "--properties", login.toString()},
            Map.of(),
            new PrintStream(out, true, StandardCharsets.UTF_8),
            System.err);
    var seconds = (System.nanoTime() - started) / 1e9;
    var said = out.toString(StandardCharsets.UTF_8);
    if (code != 0) {
      throw new IllegalStateException("the log is not whole: " + said);
    }
    return Long.parseLong(said.replaceAll("(?s).*\"leaves\":([0-9]+).*", "$1")) / seconds;
  }

  private static double copyOut(Connection owner) throws Exception {
    var started = System.nanoTime();
    var rows =
        owner
            .unwrap(PGConnection.class)
            .getCopyAPI()
            .copyOut(
                "copy (select * from leaf order by index) to stdout (format binary)",
                OutputStream.nullOutputStream());
    return rows / ((System.nanoTime() - started) / 1e9);
  }
}
