package fr.vigie.audit.log;

import fr.vigie.audit.ingest.Samples;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;

/// How many leaves a second the log takes, beside a plain insert of the same rows into a table of
/// the same columns without a chain. A program, not a test: it prints, and asserts nothing.
final class LeavesPerSecond {

  private static final int BATCH = 5_000;
  private static final int BATCHES = 20;
  private static final int WARM_UP = 10;

  private LeavesPerSecond() {}

  public static void main(String[] arguments) throws SQLException, IOException {
    var test = TestLog.create();
    try (var connection = test.asService()) {
      var log = TestLog.writer(one(connection));
      var pid = pid(connection);
      var took = 0L;
      var cpu = 0L;
      var server = 0L;
      for (var batch = 0; batch < WARM_UP + BATCHES; batch++) {
        var entries = entries(batch);
        var before = System.nanoTime();
        var cpuBefore = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
        var serverBefore = ticks(pid);
        log.append(entries);
        if (batch >= WARM_UP) {
          took += System.nanoTime() - before;
          cpu += ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - cpuBefore;
          server += ticks(pid) - serverBefore;
        }
      }
      print("append", took);
      System.out.printf(
          "CPU microseconds a leaf: this process %.1f, server %.1f%n",
          cpu / 1e3 / BATCH / BATCHES, server * 1e4 / BATCH / BATCHES);
      try (var owner = test.asOwner()) {
        plain(owner, took);
      }
    }
    System.exit(0);
  }

  /// The same connection again and again, as from a pool.
  private static DataSource one(Connection connection) {
    var kept =
        Proxy.newProxyInstance(
            LeavesPerSecond.class.getClassLoader(),
            new Class<?>[] {Connection.class},
            (_, method, given) ->
                method.getName().equals("close") ? null : method.invoke(connection, given));
    return (DataSource)
        Proxy.newProxyInstance(
            LeavesPerSecond.class.getClassLoader(),
            new Class<?>[] {DataSource.class},
            (_, _, _) -> kept);
  }

  private static long pid(Connection connection) throws SQLException {
    try (var query = connection.createStatement();
        var row = query.executeQuery("select pg_backend_pid()")) {
      row.next();
      return row.getLong(1);
    }
  }

  /// Hundredths of a second of CPU a process has had.
  private static long ticks(long pid) throws IOException {
    var fields = Files.readString(Path.of("/proc/" + pid + "/stat")).split(" ", -1);
    return Long.parseLong(fields[13]) + Long.parseLong(fields[14]);
  }

  private static void plain(Connection owner, long tookChained) throws SQLException, IOException {
    owner.createStatement().execute("create table plain (like leaf including all)");
    owner.setAutoCommit(false);
    var pid = pid(owner);
    var server = 0L;
    var took = 0L;
    for (var batch = 0; batch < WARM_UP + BATCHES; batch++) {
      var entries = entries(batch);
      var before = System.nanoTime();
      var serverBefore = ticks(pid);
      try (var insert = owner.prepareStatement("insert into plain values (?, ?, ?, ?, ?, ?, ?)")) {
        var index = (long) batch * BATCH;
        for (var entry : entries) {
          insert.setLong(1, index++);
          insert.setString(2, entry.place().source());
          insert.setLong(3, entry.place().position());
          insert.setString(4, entry.topic());
          insert.setBytes(5, entry.bytes());
          insert.setBytes(6, new byte[32]);
          insert.setBytes(7, new byte[32]);
          insert.addBatch();
        }
        insert.executeBatch();
      }
      owner.commit();
      if (batch >= WARM_UP) {
        took += System.nanoTime() - before;
        server += ticks(pid) - serverBefore;
      }
    }
    System.out.printf("CPU microseconds a row: server %.1f%n", server * 1e4 / BATCH / BATCHES);
    print("plain batched insert of the leaf rows alone", took);
    System.out.printf("ratio %.2f%n", took / (double) tookChained);
  }

  private static List<Entry> entries(int batch) {
    var entries = new ArrayList<Entry>(BATCH);
    for (var i = 1; i <= BATCH; i++) {
      entries.add(Samples.disclosure((long) batch * BATCH + i).entry());
    }
    return entries;
  }

  private static void print(String what, long nanos) {
    System.out.printf("%s: %,.0f rows a second%n", what, BATCHES * (double) BATCH / nanos * 1e9);
  }
}
