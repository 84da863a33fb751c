package fr.vigie.audit.log;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/// The door: appends to the log.
///
/// A batch is one transaction under one advisory lock, so that over all replicas one writer at a
/// time reads the head and adds to it. Rows go in by set, leaf and projection together: either all
/// of a batch is in the log or nothing. It blocks (plain JDBC) and is called from the threads of
/// ingestion alone, never from an event loop.
@ApplicationScoped
public class Log {

  /// Held by whoever adds to the log: "vigielog", as a number.
  private static final long LOCK = 0x76696769656c6f67L;

  private static final String TAKE_LOCK = "select pg_advisory_xact_lock(?)";
  private static final String HEAD = "select index, hash from leaf order by index desc limit 1";
  private static final String ALREADY_THERE =
      """
      select source, position, encode(sha256(entry), 'hex')
      from unnest(?::text[], ?::bigint[]) as given (source, position)
      join leaf using (source, position)
      """;
  private final DataSource database;
  private final ReentrantLock oneAtATime = new ReentrantLock();
  private final Set<String> knownSources = ConcurrentHashMap.newKeySet();
  private long lastSize;
  private byte[] lastHash = HashChain.start();

  Log(DataSource database) {
    this.database = database;
  }

  /// Where the log ends.
  ///
  /// @param size the number of leaves
  /// @param index of the last leaf; null where there is none
  /// @param hash of the last leaf in hexadecimal digits; null where there is none
  public record Head(long size, @Nullable Long index, @Nullable String hash) {}

  /// The end of the log, now.
  public Head head() throws SQLException {
    try (var connection = database.getConnection()) {
      var chain = chain(connection);
      return chain.size() == 0
          ? new Head(0, null, null)
          : new Head(chain.size(), chain.size() - 1, HexFormat.of().formatHex(chain.hash()));
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
  /// @throws LogRewoundException where the log in the database is not the one this process wrote
  public Appended append(List<Entry> entries) throws SQLException {
    oneAtATime.lock();
    try (var connection = database.getConnection()) {
      connection.setAutoCommit(false);
      try {
        return append(connection, entries);
      } catch (SQLException | RuntimeException e) {
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
    var chain = unbroken(chain(connection));
    var sorted = sort(entries, alreadyThere(connection, entries));
    var newSources = newSources(sorted.fresh());
    var tables = new LeafTables(connection);
    if (!newSources.isEmpty()) {
      tables.addSources(newSources);
    }
    if (!sorted.fresh().isEmpty()) {
      tables.add(link(chain, sorted.fresh()));
    }
    connection.commit();
    lastSize = chain.size();
    lastHash = chain.hash();
    knownSources.addAll(newSources);
    return new Appended(sorted.fresh().size(), sorted.known(), sorted.contradicting());
  }

  /// Refuses a log that is shorter than, or other than, the one this process has seen. (A backup
  /// was restored, or somebody cut or rewrote it.)
  private HashChain unbroken(HashChain chain) {
    if (chain.size() < lastSize
        || (chain.size() == lastSize && !Arrays.equals(chain.hash(), lastHash))) {
      throw new LogRewoundException(lastSize, chain.size());
    }
    return chain;
  }

  /// The chain as it ends in the database.
  private static HashChain chain(Connection connection) throws SQLException {
    try (var query = connection.prepareStatement(HEAD);
        var row = query.executeQuery()) {
      return row.next()
          ? new HashChain(row.getLong(1) + 1, row.getBytes(2))
          : new HashChain(0, HashChain.start());
    }
  }

  /// SHA-256 of the entries whose places are taken, in hexadecimal digits.
  private static Map<Entry.Place, String> alreadyThere(Connection connection, List<Entry> entries)
      throws SQLException {
    var there = new HashMap<Entry.Place, String>();
    try (var query = connection.prepareStatement(ALREADY_THERE)) {
      LeafTables.set(query, 1, "text", LeafTables.texts(entries, e -> e.place().source()));
      LeafTables.set(query, 2, "bigint", LeafTables.numbers(entries, e -> e.place().position()));
      try (var rows = query.executeQuery()) {
        while (rows.next()) {
          there.put(new Entry.Place(rows.getString(1), rows.getLong(2)), rows.getString(3));
        }
      }
    }
    return there;
  }

  private record Sorted(List<Entry> fresh, int known, List<Entry> contradicting) {}

  private static Sorted sort(List<Entry> entries, Map<Entry.Place, String> there) {
    var fresh = new ArrayList<Entry>(entries.size());
    var contradicting = new ArrayList<Entry>();
    var inBatch = new HashMap<Entry.Place, Entry>(entries.size() * 2);
    var known = 0;
    for (var entry : entries) {
      var before = there.get(entry.place());
      var twin = before == null ? inBatch.putIfAbsent(entry.place(), entry) : null;
      if (before == null && twin == null) {
        fresh.add(entry);
      } else if (twin == null
          ? entry.digest().equals(before)
          : twin.digest().equals(entry.digest())) {
        known++;
      } else {
        contradicting.add(entry);
      }
    }
    return new Sorted(fresh, known, contradicting);
  }

  private static List<LeafTables.Leaf> link(HashChain chain, List<Entry> entries) {
    var leaves = new ArrayList<LeafTables.Leaf>(entries.size());
    for (var entry : entries) {
      var index = chain.size();
      var previous = chain.hash();
      chain.add(entry.bytes());
      leaves.add(new LeafTables.Leaf(index, entry, previous, chain.hash()));
    }
    return leaves;
  }

  private Set<String> newSources(List<Entry> entries) {
    var sources = new HashSet<String>();
    for (var entry : entries) {
      var source = entry.place().source();
      if (!entry.isQuarantine() && !knownSources.contains(source)) {
        sources.add(source);
      }
    }
    return sources;
  }

  private static void rollBack(Connection connection, Exception cause) {
    try {
      connection.rollback();
    } catch (SQLException e) {
      cause.addSuppressed(e);
    }
  }
}
