package fr.vigie.verifier.rows;

import fr.vigie.verifier.hashes.Sha256;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import org.jspecify.annotations.Nullable;

/// The leaves in the order of their index, read and hashed by a thread of their own while the tree
/// is built from those before. It is some thousand ahead, never more.
final class Leaves implements AutoCloseable {

  private static final int TOGETHER = 256;
  private static final int AHEAD = 8;

  /// Leaves that follow each other, none at the end; or why there are no more.
  private record Chunk(List<Leaf> leaves, @Nullable SQLException failure) {}

  private final BlockingQueue<Chunk> ahead = new ArrayBlockingQueue<>(AHEAD);
  private final LeafRows rows;
  private final Thread reader;
  private List<Leaf> chunk = List.of();
  private int at;

  /// @param connection one of its own
  Leaves(Connection connection) throws SQLException {
    rows = new LeafRows(connection);
    reader = Thread.ofPlatform().daemon().name("leaves").start(this::readAll);
    take();
  }

  private void readAll() {
    var sha256 = new Sha256();
    try {
      var more = true;
      while (more) {
        var read = new ArrayList<Leaf>(TOGETHER);
        for (; rows.present() && read.size() < TOGETHER; rows.next()) {
          read.add(rows.leaf(sha256));
        }
        more = !read.isEmpty();
        ahead.put(new Chunk(read, null));
      }
    } catch (SQLException e) {
      put(new Chunk(List.of(), e));
    } catch (RuntimeException e) {
      put(new Chunk(List.of(), new SQLException("the database sent what is no leaf", e)));
    } catch (InterruptedException _) {
      // nobody wants the rest
    }
  }

  private void put(Chunk last) {
    try {
      ahead.put(last);
    } catch (InterruptedException _) {
      // nobody wants it
    }
  }

  private void take() throws SQLException {
    try {
      var next = ahead.take();
      if (next.failure() != null) {
        throw next.failure();
      }
      chunk = next.leaves();
      at = 0;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new SQLException("interrupted", e);
    }
  }

  /// Whether there is a leaf.
  boolean present() {
    return at < chunk.size();
  }

  /// The leaf at hand.
  Leaf leaf() {
    return chunk.get(at);
  }

  void next() throws SQLException {
    at++;
    if (at == chunk.size()) {
      take();
    }
  }

  @Override
  public void close() throws SQLException {
    reader.interrupt();
    rows.close();
  }
}
