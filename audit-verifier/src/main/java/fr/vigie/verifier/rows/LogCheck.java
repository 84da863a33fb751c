package fr.vigie.verifier.rows;

import fr.vigie.verifier.hashes.Tree;
import fr.vigie.verifier.notes.NoteKey;
import fr.vigie.verifier.verdicts.Trust;
import fr.vigie.verifier.verdicts.Verdict;
import fr.vigie.verifier.verdicts.Verdict.Fault;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/// One pass over a log in a database, in one snapshot and constant memory: leaves, tiles and
/// checkpoints are read side by side in the order of their index. The leaves come over a connection
/// of their own, which reads ahead.
public final class LogCheck {

  private static final String END =
      "select size as index, root, month, edge, count(*) over () as rows from tree_head";

  private final Connection connection;
  private final Connection second;
  private final Trust trust;
  private final LongConsumer progress;
  private final Tree tree = new Tree();
  private final Positions positions = new Positions();
  private String month = "";
  private String removedMonth = "";
  private long withoutContents;
  private long vouched;
  private List<NoteKey> signers = List.of();

  /// Prepares a pass.
  ///
  /// @param second to the same database
  /// @param trust whose keys are believed, and which heads were seen before and must still be there
  /// @param progress is told the number of leaves done, now and then
  public LogCheck(Connection connection, Connection second, Trust trust, LongConsumer progress) {
    this.connection = connection;
    this.second = second;
    this.trust = trust;
    this.progress = progress;
  }

  /// Reads the whole log, or up to its first bad place.
  public Verdict run() throws SQLException {
    begin(connection);
    begin(second);
    share(connection, second);
    try (var end = new Rows(connection, END)) {
      if (!end.present() || end.number("rows") != 1) {
        return verdict(new Fault(0, "there is not one row that says where the log ends"));
      }
      var edge = edge(end);
      try (var tiles = new Tiles(connection, end.index(), edge);
          var checkpoints = new CheckpointRows(connection, trust.keys(), trust.witnesses());
          var removed = new RemovedMonths(connection);
          var leaves = new Leaves(second)) {
        var fault = walk(new Read(leaves, removed, tiles, checkpoints));
        if (fault == null) {
          var what = removed.endFault();
          what = what == null ? checkpoints.endFault() : what;
          fault = what == null ? null : new Fault(tree.size(), what);
        }
        signers = checkpoints.signers();
        return verdict(fault == null ? endFault(end, tiles) : fault);
      }
    } finally {
      connection.rollback();
    }
  }

  private static void begin(Connection connection) throws SQLException {
    connection.setReadOnly(true);
    connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
    connection.setAutoCommit(false);
  }

  /// Lets one connection see what the other sees.
  private static void share(Connection from, Connection to) throws SQLException {
    try (var export = from.createStatement();
        var row = export.executeQuery("select pg_export_snapshot()");
        var take = to.createStatement()) {
      row.next();
      take.execute("set transaction snapshot '" + row.getString(1) + "'");
    }
  }

  private Verdict verdict(@Nullable Fault fault) {
    return new Verdict(
        tree.size(), HexFormat.of().formatHex(tree.root()), withoutContents, signers, fault);
  }

  private static List<byte[]> edge(Rows end) throws SQLException {
    var levels = end.array("edge");
    return levels == null ? List.of() : Arrays.asList((byte[][]) levels);
  }

  /// What is read side by side.
  private record Read(
      Leaves leaves, RemovedMonths removed, Tiles tiles, CheckpointRows checkpoints) {}

  private @Nullable Fault walk(Read read) throws SQLException {
    while (read.leaves.present() || read.removed.at(tree.size())) {
      var fault =
          read.removed.at(tree.size()) ? removedFault(read) : presentFault(read, tree.size());
      if (fault != null) {
        return fault;
      }
      if (tree.size() % Rows.AT_A_TIME == 0) {
        progress.accept(tree.size());
      }
    }
    progress.accept(tree.size());
    return signedFault(read.checkpoints);
  }

  /// Goes one leaf on.
  private @Nullable Fault presentFault(Read read, long index) throws SQLException {
    var leaf = read.leaves.leaf();
    var fault = signedFault(read.checkpoints);
    if (fault != null) {
      return fault;
    }
    if (leaf.index() != index) {
      return leaf.index() > index
          ? new Fault(index, "it is missing")
          : new Fault(leaf.index(), "there is one leaf too many at this place");
    }
    var hash = leaf.hash();
    if (hash == null) {
      return new Fault(index, "a part of it was taken away");
    }
    if (!Arrays.equals(hash, read.tiles.leafHash()) || !read.removed.holdsAt(index, hash)) {
      return new Fault(index, "its hash in the tree is not the hash of what it holds");
    }
    tree.add(hash);
    fault = read.tiles.add(hash, tree);
    var what = columnsFault(leaf);
    read.leaves.next();
    return what == null ? fault : new Fault(index, what);
  }

  /// Goes through the leaves of a month whose contents were removed: their hashes are what the tree
  /// and the checkpoints are held against.
  private @Nullable Fault removedFault(Read read) throws SQLException {
    var first = tree.size();
    var last = read.removed.last();
    if (read.removed.month().compareTo(month) <= 0) {
      return new Fault(first, "it lies in a month before that of the leaf before it");
    }
    month = read.removed.month();
    removedMonth = month;
    var what = read.removed.pass(positions);
    if (what != null) {
      return new Fault(first, what);
    }
    for (var index = first; index <= last; index++) {
      var fault = signedFault(read.checkpoints);
      if (fault != null) {
        return fault;
      }
      if (read.leaves.present() && read.leaves.leaf().index() <= index) {
        return new Fault(index, "its month's contents were removed, but it is there");
      }
      var hash = read.tiles.leafHash();
      if (hash == null || !read.removed.holdsAt(index, hash)) {
        return new Fault(index, "its hash in the tree is not what was said of it");
      }
      tree.add(hash);
      fault = read.tiles.add(hash, tree);
      withoutContents++;
      if (fault != null) {
        return fault;
      }
    }
    return null;
  }

  /// What contradicts the ends that are known, and the checkpoints that the database keeps. Each of
  /// them that holds vouches for all leaves before it.
  private @Nullable Fault signedFault(CheckpointRows checkpoints) throws SQLException {
    var size = tree.size();
    for (var head : trust.heads()) {
      if (head.size() == size) {
        var fault = head.fault(tree, vouched);
        if (fault != null) {
          return fault;
        }
        vouched = size;
      }
    }
    if (!checkpoints.at(size)) {
      return null;
    }
    var fault = checkpoints.fault(tree, vouched);
    vouched = size;
    return fault;
  }

  /// What the columns beside an entry say that the entry does not.
  private @Nullable String columnsFault(Leaf leaf) {
    if (!leaf.isEvent()) {
      return "what it holds is no event";
    }
    if (!leaf.columnsAgree()) {
      return "its id, source, position or topic is not the one in its entry";
    }
    var before = month;
    month = leaf.month();
    if (month.compareTo(before) < 0 || month.equals(removedMonth)) {
      return "it lies in a month before that of the leaf before it";
    }
    return positions.add(leaf) ? null : "another leaf has its source and position";
  }

  /// What is wrong after the last leaf.
  private @Nullable Fault endFault(Rows end, Tiles tiles) throws SQLException {
    var size = tree.size();
    for (var head : trust.heads()) {
      if (head.size() > size) {
        return new Fault(
            size, "the log ends before it, but " + head.size() + " leaves were seen before");
      }
    }
    if (end.index() != size
        || !Arrays.equals(tree.root(), end.bytes("root"))
        || (size > 0 && !month.equals(end.text("month")))) {
      return new Fault(
          size, "the log ends before it, but the row that says where it ends says otherwise");
    }
    var fault = tiles.endFault(size);
    if (fault != null) {
      return fault;
    }
    var what = positions.fault(connection);
    return what == null ? null : new Fault(size, what);
  }
}
