package fr.vigie.eventstore;

import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.function.Consumer;
import org.axonframework.messaging.core.MessageStream;
import org.axonframework.messaging.eventhandling.EventMessage;
import org.axonframework.messaging.eventstreaming.StreamingCondition;
import org.axonframework.messaging.eventstreaming.Tag;
import org.jspecify.annotations.Nullable;

/// Events from a position on, those there are and those that come, for Axon's processors. Reads
/// ahead one page at a time and never blocks.
final class LiveStream implements MessageStream<EventMessage> {

  private static final int PAGE = 500;

  private final Pool pool;
  private final Arrivals arrivals;
  private final StreamingCondition condition;
  private final Consumer<Arrival> arrived = this::arrived;
  private final Deque<Entry<EventMessage>> ready = new ArrayDeque<>();
  private long position;
  private boolean fetching;
  private boolean again;
  private boolean closed;
  private @Nullable Throwable error;
  private Runnable callback = () -> {};

  LiveStream(Pool pool, Arrivals arrivals, StreamingCondition condition) {
    this.pool = pool;
    this.arrivals = arrivals;
    this.condition = condition;
    this.position = Math.max(0, condition.position().position().orElse(0));
    arrivals.tell(arrived);
    fetch();
  }

  @Override
  public Optional<Entry<EventMessage>> next() {
    Optional<Entry<EventMessage>> next;
    synchronized (this) {
      next = Optional.ofNullable(ready.poll());
    }
    if (next.isEmpty()) {
      fetch();
    }
    return next;
  }

  @Override
  public synchronized Optional<Entry<EventMessage>> peek() {
    return Optional.ofNullable(ready.peek());
  }

  @Override
  public void setCallback(Runnable callback) {
    synchronized (this) {
      this.callback = callback;
    }
    callback.run();
  }

  @Override
  public synchronized Optional<Throwable> error() {
    return ready.isEmpty() ? Optional.ofNullable(error) : Optional.empty();
  }

  @Override
  public synchronized boolean isCompleted() {
    return ready.isEmpty() && (closed || error != null);
  }

  @Override
  public synchronized boolean hasNextAvailable() {
    return !ready.isEmpty();
  }

  @Override
  public void close() {
    arrivals.forget(arrived);
    synchronized (this) {
      closed = true;
      ready.clear();
    }
  }

  private void arrived(Arrival unused) {
    fetch();
  }

  /// Asks for the next page unless one is on its way or not all of the last one was taken.
  private void fetch() {
    long after;
    synchronized (this) {
      again = true;
      if (fetching || closed || error != null || !ready.isEmpty()) {
        return;
      }
      again = false;
      fetching = true;
      after = position;
    }
    pool.preparedQuery(StoredRows.AFTER)
        .execute(Tuple.of(after, PAGE))
        .onComplete(page -> {
          Runnable tell;
          boolean more;
          synchronized (this) {
            fetching = false;
            if (page.succeeded() && !closed) {
              more = add(page.result()) == PAGE || again;
            } else {
              more = false;
              error = page.failed() ? Faults.ofDatabase(page.cause()) : null;
            }
            tell = callback;
          }
          if (more) {
            fetch();
          }
          tell.run();
        });
  }

  private int add(RowSet<Row> page) {
    var read = 0;
    for (var row : page) {
      read++;
      var entry = StoredRows.entry(row);
      position = row.getLong(0);
      var tags = entry.getResource(Tag.RESOURCE_KEY);
      if (condition.matches(entry.message().type().qualifiedName(), tags)) {
        ready.add(entry);
      }
    }
    return read;
  }
}
