package fr.vigie.verifier;

import fr.vigie.verifier.Verdict.Fault;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.TreeSet;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/// One pass over a log in a database, in one snapshot and constant memory: leaves, and the rows
/// that questions are answered from, are read side by side in the order of their index.
final class LogCheck {

  private static final String LEAVES =
      """
      select index, source, position, topic, entry, previous_hash, hash
      from leaf order by index
      """;
  private static final String ACCESSES =
      """
      select index, time, topic, actor, operation, outcome, subject
      from access order by index
      """;
  private static final String PERSONS =
      """
      select index, person
      from access_person order by index
      """;

  private final Connection connection;
  private final List<Head> heads;
  private final LongConsumer progress;
  private final Chain chain = new Chain();

  /// Prepares a pass.
  ///
  /// @param heads that were seen before and must still be there
  /// @param progress is told the number of leaves done, now and then
  LogCheck(Connection connection, List<Head> heads, LongConsumer progress) {
    this.connection = connection;
    this.heads = List.copyOf(heads);
    this.progress = progress;
  }

  /// Reads the whole log, or up to its first bad place.
  Verdict run() throws SQLException {
    connection.setReadOnly(true);
    connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
    connection.setAutoCommit(false);
    try (var leaves = new Rows(connection, LEAVES);
        var accesses = new Rows(connection, ACCESSES);
        var persons = new Rows(connection, PERSONS)) {
      var fault = walk(leaves, accesses, persons);
      return new Verdict(chain.size(), HexFormat.of().formatHex(chain.hash()), fault);
    } finally {
      connection.rollback();
    }
  }

  private @Nullable Fault walk(Rows leaves, Rows accesses, Rows persons) throws SQLException {
    for (; leaves.present(); leaves.next()) {
      var index = chain.size();
      if (leaves.index() != index) {
        return leaves.index() > index
            ? new Fault(index, "it is missing")
            : new Fault(leaves.index(), "there is one leaf too many at this place");
      }
      var what = leafFault(leaves);
      if (what == null) {
        what = headFault(index, leaves);
      }
      if (what == null) {
        what = rowsFault(index, leaves, accesses, persons);
      }
      if (what != null) {
        return new Fault(index, what);
      }
      chain.add(Objects.requireNonNull(leaves.bytes("hash")));
      if (chain.size() % Rows.AT_A_TIME == 0) {
        progress.accept(chain.size());
      }
    }
    progress.accept(chain.size());
    return endFault(accesses, persons);
  }

  /// What is wrong with a leaf by itself and with its link to the one before.
  private @Nullable String leafFault(Rows leaf) throws SQLException {
    var entry = leaf.bytes("entry");
    var previous = leaf.bytes("previous_hash");
    var hash = leaf.bytes("hash");
    if (entry == null || previous == null || hash == null) {
      return "a part of it was taken away";
    }
    if (!Arrays.equals(chain.hash(), previous)) {
      return "its previous hash is not the hash of the leaf before it";
    }
    if (!Arrays.equals(chain.next(entry), hash)) {
      return "its hash is not the hash of what it holds";
    }
    return null;
  }

  /// What contradicts the heads that were written down earlier.
  private @Nullable String headFault(long index, Rows leaf) throws SQLException {
    for (var head : heads) {
      if (head.index() == index
          && !head.hash().equals(HexFormat.of().formatHex(leaf.bytes("hash")))) {
        return "its hash was another one when it was seen before";
      }
    }
    return null;
  }

  /// What the columns beside an entry, and the rows made from it, say that the entry does not.
  private static @Nullable String rowsFault(long index, Rows leaf, Rows accesses, Rows persons)
      throws SQLException {
    Entry entry;
    try {
      entry = EntryReader.read(Objects.requireNonNull(leaf.bytes("entry")));
    } catch (IOException _) {
      return "what it holds is no event";
    }
    if (!entry.says("source", leaf.text("source"))
        || !entry.says("position", leaf.text("position"))
        || !entry.says("kafkatopic", leaf.text("topic"))) {
      return "its source, position or topic is not the one in its entry";
    }
    if (!accesses.at(index)) {
      return "its row in the table of questions is missing, or belongs to no leaf";
    }
    if (!Objects.equals(entry.time(), accesses.time("time"))
        || !entry.says("kafkatopic", accesses.text("topic"))
        || !entry.says("actor", accesses.text("actor"))
        || !entry.says("operation", accesses.text("operation"))
        || !entry.says("outcome", accesses.text("outcome"))
        || !entry.says("subject", accesses.text("subject"))) {
      return "its row in the table of questions says something else than its entry";
    }
    accesses.next();
    var listed = new TreeSet<String>();
    for (; persons.at(index); persons.next()) {
      listed.add(Objects.requireNonNullElse(persons.text("person"), ""));
    }
    return listed.equals(entry.persons())
        ? null
        : "the persons in the table of questions are not those in its entry";
  }

  /// What is wrong after the last leaf.
  private @Nullable Fault endFault(Rows accesses, Rows persons) throws SQLException {
    for (var head : heads) {
      if (head.index() >= chain.size()) {
        return new Fault(
            chain.size(), "the log ends before it, but leaf " + head.index() + " was seen before");
      }
    }
    if (accesses.present() || persons.present()) {
      return new Fault(
          accesses.present() ? accesses.index() : persons.index(),
          "the table of questions has a row for it, but there is no such leaf");
    }
    return null;
  }
}
