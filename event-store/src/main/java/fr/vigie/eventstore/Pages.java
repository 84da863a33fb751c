package fr.vigie.eventstore;

import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/// Reads a store through, page by page, for whoever wants a time of it once and keeps nothing.
public final class Pages {

  private static final String AFTER =
      "select "
          + StoredRows.COLUMNS
          + " from event e where e.position > $1 and e.position <= $2 and e.type = any ($3)"
          + " order by e.position limit $4";
  private static final String AT_OR_AFTER =
      "select position, time from event where position >= $1 order by position limit 1";

  private final PostgresEventStorageEngine engine;
  private final EventTypes types;

  public Pages(PostgresEventStorageEngine engine, EventTypes types) {
    this.engine = engine;
    this.types = types;
  }

  /// The position of the last event there is.
  public CompletionStage<Long> head() {
    return engine.head();
  }

  /// A position before which everything happened before `time`. Found by halving: times rise with
  /// positions but for the difference of clocks, so ask for a moment earlier than you need.
  public CompletionStage<Long> before(Instant time) {
    return engine.head().thenCompose(head -> before(time, 0, head));
  }

  // The first event after `low` that is not before `time` lies at most at `high`.
  private CompletableFuture<Long> before(Instant time, long low, long high) {
    if (high - low <= 1) {
      return CompletableFuture.completedFuture(low);
    }
    var middle = low + (high - low) / 2;
    return engine
        .rows(AT_OR_AFTER, Tuple.of(middle))
        .thenCompose(rows -> {
          var earlier =
              rows.size() > 0
                  && rows.iterator()
                      .next()
                      .getOffsetDateTime(1)
                      .isBefore(time.atOffset(ZoneOffset.UTC));
          return earlier ? before(time, middle, high) : before(time, low, middle);
        });
  }

  /// The next events of these types after one position and up to another, in order.
  ///
  /// @param most how many
  public CompletionStage<List<StoredEvent>> after(
      long position, long through, Set<Class<?>> wanted, int most) {
    var names = new TreeSet<String>();
    wanted.forEach(type -> names.addAll(types.names(type)));
    return engine
        .rows(AFTER, Tuple.of(position, through, names.toArray(String[]::new), most))
        .thenApply(rows -> {
          var all = new ArrayList<StoredEvent>(rows.size());
          for (var row : rows) {
            all.add(StoredRows.event(row, types));
          }
          return List.copyOf(all);
        });
  }
}
