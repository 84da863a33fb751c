package fr.vigie.audit.log;

import fr.vigie.audit.tree.Edge;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/// The door: appends to the log.
///
/// A batch is one transaction under one advisory lock, so that over all replicas one writer at a
/// time reads where the log ends and adds to it. Leaves, tiles and projection go in together:
/// either all of a batch is in the log or nothing. It blocks (plain JDBC) and is called from the
/// threads of ingestion alone, never from an event loop.
@ApplicationScoped
public class Log {

  /// Held by whoever adds to the log: "vigielog", as a number.
  private static final long LOCK = 0x76696769656c6f67L;

  private static final String TAKE_LOCK = "select pg_advisory_xact_lock(?)";
  private static final String SIZE = "select size, root from tree_head";
  private static final String ALREADY_THERE =
      """
      select source, position, encode(sha256(entry), 'hex')
      from unnest(?::text[], ?::bigint[]) as given (source, position)
      join leaf using (source, position)
      """;

  private final DataSource database;
  private final Clock clock;
  private final ReentrantLock oneAtATime = new ReentrantLock();

  // As this process has seen it last: read again where another replica has gone on.
  private Head head = new Head(LocalDate.EPOCH, Edge.empty());
  private byte[] root = head.edge().root();
  private @Nullable Ranges ranges;
  private LocalDate openMonth = LocalDate.EPOCH;
  private volatile long witnessed;

  Log(DataSource database, Clock clock) {
    this.database = database;
    this.clock = clock;
  }

  /// Where the log ends.
  ///
  /// @param size the number of leaves
  /// @param root of the tree over them (RFC 6962), in hexadecimal digits
  public record End(long size, String root) {}

  /// The end of the log, now.
  public End end() throws SQLException {
    try (var connection = database.getConnection()) {
      return end(connection);
    }
  }

  private static End end(Connection connection) throws SQLException {
    try (var query = connection.prepareStatement(SIZE);
        var row = query.executeQuery()) {
      if (!row.next()) {
        throw new LogRewoundException("the row that says where the log ends is gone");
      }
      return new End(row.getLong(1), HexFormat.of().formatHex(row.getBytes(2)));
    }
  }

  /// Somebody who remembers has seen a log of this size: a shorter one is not added to.
  public void witnessed(long size) {
    oneAtATime.lock();
    try {
      witnessed = Math.max(witnessed, size);
    } finally {
      oneAtATime.unlock();
    }
  }

  /// What became of a batch.
  ///
  /// @param added how many leaves came to the log
  /// @param known how many were there already, byte for byte
  /// @param contradicting entries whose place is taken by another entry; they are not in the log
  public record Appended(int added, int known, List<Entry> contradicting) {

    public Appended {
      contradicting = List.copyOf(contradicting);
    }
  }

  /// Adds the entries that are not there yet, in this order.
  ///
  /// @throws SQLException where nothing was added, or where it is unknown whether it was: to append
  ///   the same again is harmless
  /// @throws LogRewoundException where the log in the database is not one that was seen before
  public Appended append(List<Entry> entries) throws SQLException {
    oneAtATime.lock();
    try (var connection = database.getConnection()) {
      connection.setAutoCommit(false);
      try {
        return append(connection, entries);
      } catch (SQLException | RuntimeException e) {
        ranges = null; // they may be ahead of the database now, or behind it
        rollBack(connection, e);
        throw e;
      }
    } finally {
      oneAtATime.unlock();
    }
  }

  private Appended append(Connection connection, List<Entry> entries) throws SQLException {
    try (var lock = connection.prepareStatement(TAKE_LOCK)) {
      lock.setLong(1, LOCK);
      lock.execute();
    }
    var tables = new LeafTables(connection);
    var before = unbroken(connection);
    var known = ranges == null || before.size() != head.size() ? tables.ranges() : ranges;
    var sorted = sort(entries, known, alreadyThere(connection, entries, known));
    if (sorted.fresh().isEmpty()) {
      connection.commit();
      return new Appended(0, sorted.known(), sorted.contradicting());
    }
    var after = add(tables, before, sorted.fresh());
    tables.follow(known.changes());
    after.follow(connection, before.size());
    connection.commit();
    head = after;
    root = after.edge().root();
    ranges = known;
    openMonth = after.month();
    return new Appended(sorted.fresh().size(), sorted.known(), sorted.contradicting());
  }

  private Head add(LeafTables tables, Head before, List<Entry> fresh) throws SQLException {
    var month = month(before);
    if (!month.equals(openMonth)) {
      tables.open(month);
    }
    var edge = before.edge().copy();
    tables.add(tables.add(edge, month, fresh));
    return new Head(month, edge);
  }

  /// The month of arrival, which never goes back, whatever the clock does.
  private LocalDate month(Head before) {
    var now = clock.instant().atZone(ZoneOffset.UTC).toLocalDate().withDayOfMonth(1);
    return now.isAfter(before.month()) ? now : before.month();
  }

  /// The end of the log in the database. Refuses a log that is shorter than, or other than, what
  /// this process or a witness has seen. (A backup was restored, or somebody cut or rewrote it.)
  private Head unbroken(Connection connection) throws SQLException {
    var found = end(connection);
    var size = found.size();
    var same = Arrays.equals(HexFormat.of().parseHex(found.root()), root);
    if (size < head.size() || (size == head.size() && !same)) {
      throw new LogRewoundException(head.size(), size);
    }
    if (size < witnessed) {
      throw new LogRewoundException(witnessed, size);
    }
    return size == head.size() ? head : Head.read(connection);
  }

  /// SHA-256 of the entries whose places are taken, in hexadecimal digits; nothing for those whose
  /// contents were removed since.
  private static Map<Entry.Place, String> alreadyThere(
      Connection connection, List<Entry> entries, Ranges known) throws SQLException {
    var there = new HashMap<Entry.Place, String>();
    var repeated = entries.stream().filter(entry -> known.contains(entry.place())).toList();
    if (repeated.isEmpty()) {
      return there;
    }
    try (var query = connection.prepareStatement(ALREADY_THERE)) {
      LeafTables.set(query, 1, "text", LeafTables.texts(repeated, e -> e.place().source()));
      LeafTables.set(query, 2, "bigint", LeafTables.numbers(repeated, e -> e.place().position()));
      try (var rows = query.executeQuery()) {
        while (rows.next()) {
          there.put(new Entry.Place(rows.getString(1), rows.getLong(2)), rows.getString(3));
        }
      }
    }
    return there;
  }

  private record Sorted(List<Entry> fresh, int known, List<Entry> contradicting) {}

  /// Tells new from known, and adds the new ones' places to the ranges.
  private static Sorted sort(List<Entry> entries, Ranges ranges, Map<Entry.Place, String> there) {
    var fresh = new ArrayList<Entry>(entries.size());
    var contradicting = new ArrayList<Entry>();
    var known = 0;
    for (var entry : entries) {
      if (!ranges.contains(entry.place())) {
        ranges.add(entry);
        fresh.add(entry);
      } else if (entry.digest().equals(digestThere(entry, there, fresh))) {
        known++;
      } else {
        contradicting.add(entry);
      }
    }
    return new Sorted(fresh, known, contradicting);
  }

  /// Of the entry that has this one's place: in the log, in the batch, or in a month that is gone.
  private static String digestThere(
      Entry entry, Map<Entry.Place, String> there, List<Entry> fresh) {
    var place = entry.place();
    var digest = there.get(place);
    return digest != null
        ? digest
        : fresh.stream()
            .filter(twin -> twin.place().equals(place))
            .findFirst()
            .orElse(entry)
            .digest();
  }

  private static void rollBack(Connection connection, Exception cause) {
    try {
      connection.rollback();
    } catch (SQLException e) {
      cause.addSuppressed(e);
    }
  }
}
