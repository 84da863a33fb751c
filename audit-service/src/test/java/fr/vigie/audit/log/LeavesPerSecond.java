package fr.vigie.audit.log;

import fr.vigie.audit.ingest.Samples;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/// How many leaves a second the log takes, beside a plain insert of the same rows into a table of
/// the same columns without a chain. A program, not a test: it prints, and asserts nothing.
final class LeavesPerSecond {

  private static final int BATCH = 5_000;
  private static final int BATCHES = 20;
  private static final int WARM_UP = 10;

  private LeavesPerSecond() {}

  public static void main(String[] arguments) throws SQLException {
    var test = TestLog.create();
    try (var connection = test.asService()) {
      connection.setAutoCommit(true);
    }
    var log = test.writer();
    var took = 0L;
    for (var batch = 0; batch < WARM_UP + BATCHES; batch++) {
      var entries = entries(batch);
      var before = System.nanoTime();
      log.append(entries);
      if (batch >= WARM_UP) {
        took += System.nanoTime() - before;
      }
    }
    print("append", took);
    try (var owner = test.asOwner()) {
      plain(owner, took);
    }
    System.exit(0);
  }

  private static void plain(Connection owner, long tookChained) throws SQLException {
    owner.createStatement().execute("create table plain (like leaf including all)");
    owner.setAutoCommit(false);
    var took = 0L;
    for (var batch = 0; batch < WARM_UP + BATCHES; batch++) {
      var entries = entries(batch);
      var before = System.nanoTime();
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
      }
    }
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
