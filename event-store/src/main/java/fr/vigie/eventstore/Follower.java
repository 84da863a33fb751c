package fr.vigie.eventstore;

import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Reads the store from where it stopped, in order, in batches, for ever; one instance at a time
/// over all replicas.
///
/// Which replica reads is settled by a session lock in the database: it is lost exactly when the
/// connection is, and all that must not happen twice is done on that connection. A batch that fails
/// is tried again, later and later; it is never skipped.
public abstract sealed class Follower implements AutoCloseable permits Projection, Relay {

  private static final Logger LOG = System.getLogger(Follower.class.getName());

  // A replica whose machine is gone must not hold the lock for the hours that TCP would give it.
  private static final String SESSION =
      "set tcp_keepalives_idle = 10; set tcp_keepalives_interval = 5; set tcp_keepalives_count = 3;"
          + " set statement_timeout = '25s'";

  private static final String LOCK = "select pg_try_advisory_lock(hashtextextended($1, 7215001))";
  private static final String UNLOCK = "select pg_advisory_unlock_all(); reset all";
  private static final String BEGIN =
      "insert into follower (name, position) values ($1, 0) on conflict (name) do nothing";
  private static final String POSITION = "select position from follower where name = $1";
  private static final String ADVANCE =
      "update follower set position = $2 where name = $1 and position = $3";
  private static final String BEHIND =
      "select exists (select from event where ($2::text[] is null or type = any ($2))"
          + " and position > coalesce((select position from follower where name = $1), 0))";
  private static final String LAG =
      "select (select coalesce(max(position), 0) from event)"
          + " - coalesce((select position from follower where name = $1), 0)";

  private static final int PAGE = 500;

  // Of which a page is taken, where events of other types lie between.
  private static final long STRETCH = 5_000;

  private static final long PASSED_OVER_NANOS = 1_000_000_000;
  private static final long SECONDS = 30;
  private static final Duration END = Duration.ofSeconds(5);
  private static final long MAX_PAUSE_MILLIS = 5_000;

  private final String name;
  private final PostgresEventStorageEngine engine;
  private final EventTypes types;
  private final String @Nullable [] wanted;
  private final Rhythm rhythm;
  private @Nullable Thread thread;
  private long timer;
  private long stored;
  private long storedAt;
  private volatile boolean stopped;
  private volatile boolean leading;
  private volatile long lag;
  private volatile @Nullable Throwable fault;

  /// What was read: those of the events that are wanted, and how far that goes.
  ///
  /// @param full whether there may be more behind it
  private record Page(List<StoredEvent> events, long through, boolean full) {}

  Follower(String name, PostgresEventStorageEngine engine, EventTypes types) {
    this(name, engine, types, Set.of());
  }

  /// @param wanted events of other types are passed over unread; none: every event is read
  Follower(String name, PostgresEventStorageEngine engine, EventTypes types, Set<Class<?>> wanted) {
    this.name = name;
    this.engine = engine;
    this.types = types;
    var names = names(wanted);
    this.wanted = names.isEmpty() ? null : names.toArray(String[]::new);
    this.rhythm = new Rhythm(engine.arrivals(), names.isEmpty() ? _ -> true : names::contains);
  }

  private Set<String> names(Set<Class<?>> of) {
    return of.stream()
        .flatMap(type -> types.names(type).stream())
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /// Begins to follow, on a thread of its own.
  public synchronized void start() {
    if (thread != null) {
      throw new IllegalStateException(name + " follows already");
    }
    rhythm.begin();
    measure();
    timer = engine.vertx().setPeriodic(1_000, _ -> measure());
    thread = Thread.ofVirtual().name("follower-" + name).start(this::follow);
  }

  /// Reads at most so often, where nobody waits for what it shows: more of what came goes into one
  /// batch, and one commit. To be said before it starts.
  void atMostEvery(Duration time) {
    rhythm.atMostEvery(time);
  }

  /// The same, while nothing comes but events of these types. To be said before it starts.
  void gather(Duration time, Set<Class<?>> calm) {
    rhythm.gather(time, names(calm));
  }

  /// Ends after the batch at hand, or within it where that takes long.
  @Override
  public void close() {
    Thread running;
    synchronized (this) {
      stopped = true;
      running = thread;
    }
    rhythm.close();
    if (running != null) {
      engine.vertx().cancelTimer(timer);
      try {
        if (!running.join(END)) {
          running.interrupt();
          running.join(END);
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }

  /// The name under which its position is kept.
  public String name() {
    return name;
  }

  /// Whether it is this replica that reads.
  public boolean leading() {
    return leading;
  }

  /// Events not yet read by whichever replica reads, as seen at most about a second ago.
  public long lag() {
    return lag;
  }

  /// Whether something is stored that whichever replica reads has yet to take in: for whoever shows
  /// somebody what came of their own deed.
  public CompletionStage<Boolean> isBehind() {
    return engine
        .rows(BEHIND, Tuple.of(name, (Object) wanted))
        .thenApply(rows -> rows.iterator().next().getBoolean(0));
  }

  /// What stopped the last batch; null where it went well.
  public @Nullable Throwable fault() {
    return fault;
  }

  /// Called when this replica begins to read.
  void begin() throws Exception {}

  /// Called when this replica no longer reads.
  void end() {}

  /// Takes in a batch and, by [#advance], how far we are with it.
  ///
  /// @param through the position up to which nothing else is wanted
  abstract void take(SqlConnection connection, List<StoredEvent> batch, long through)
      throws Exception;

  /// Nothing up to `position` is wanted that was not taken: that is stored about once a second, so
  /// that a service that writes much does not commit for the sake of what is passed over.
  private void rest(SqlConnection connection, long position) throws Exception {
    if (position > stored && isDue()) {
      await(advance(connection, position));
      advanced(position);
    }
  }

  /// Was how far we are stored longer ago than that?
  private boolean isDue() {
    return System.nanoTime() - storedAt > PASSED_OVER_NANOS;
  }

  /// How far we are is durable.
  void advanced(long to) {
    stored = to;
    storedAt = System.nanoTime();
  }

  /// Stores how far we are; fails where another has been here.
  Future<Void> advance(SqlConnection connection, long to) {
    return connection
        .preparedQuery(ADVANCE)
        .execute(Tuple.of(name, to, stored))
        .compose(rows ->
            rows.rowCount() == 1
                ? Future.succeededFuture()
                : Future.failedFuture(
                    new IllegalStateException(name + " was moved by another reader")));
  }

  /// Waits for an answer of the database.
  static <T> T await(Future<T> future) throws Exception {
    try {
      return future.toCompletionStage().toCompletableFuture().get(SECONDS, TimeUnit.SECONDS);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof Exception cause) {
        throw cause;
      }
      throw e;
    } catch (TimeoutException e) {
      throw new StoreUnavailableException("no answer in time", e);
    }
  }

  Pool pool() {
    return engine.pool();
  }

  private void follow() {
    var pause = 50L;
    while (!stopped) {
      try {
        if (lead()) {
          pause = 50;
        }
        // Whatever arrives is for the replica that reads: who waits for its turn asks once a
        // second.
        rhythm.pause(1_000);
      } catch (InterruptedException _) {
        break;
      } catch (Exception e) {
        fault = e;
        LOG.log(Level.WARNING, "cannot follow, will try again: follower=" + name, e);
        pause = pause(pause);
      }
    }
  }

  private long pause(long millis) {
    try {
      rhythm.pause(millis);
    } catch (InterruptedException _) {
      stopped = true;
    }
    return Math.min(MAX_PAUSE_MILLIS, millis * 2);
  }

  /// Reads for as long as this replica holds the lock.
  ///
  /// @return false where another replica holds it
  private boolean lead() throws Exception {
    var connection = connection();
    try {
      await(connection.query(SESSION).execute());
      var locked = await(connection.preparedQuery(LOCK).execute(Tuple.of(name)));
      var ours = locked.iterator().next().getBoolean(0);
      if (ours) {
        try {
          leading = true;
          begin();
          read(connection);
        } finally {
          leading = false;
          end();
        }
      }
      giveBack(connection);
      return ours;
    } catch (Exception e) {
      release(connection);
      throw e;
    }
  }

  private SqlConnection connection() throws Exception {
    var asked = engine.pool().getConnection();
    try {
      return await(asked);
    } catch (Exception e) {
      asked.onSuccess(SqlConnection::close); // one that comes too late is nobody's
      throw e;
    }
  }

  private static void giveBack(SqlConnection connection) throws Exception {
    await(connection.query(UNLOCK).execute());
    await(connection.close());
  }

  /// Gives the lock up after a fault; a connection that cannot is broken, and its lock with it.
  private static void release(SqlConnection connection) {
    var interrupted = Thread.interrupted();
    try {
      await(connection.query("rollback").execute());
      giveBack(connection);
    } catch (Exception _) {
      connection.close();
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private void read(SqlConnection connection) throws Exception {
    await(connection.preparedQuery(BEGIN).execute(Tuple.of(name)));
    var rows = await(connection.preparedQuery(POSITION).execute(Tuple.of(name)));
    var position = rows.iterator().next().getLong(0);
    advanced(position);
    while (!stopped) {
      rhythm.look();
      var looked = System.nanoTime();
      var page = next(connection, position);
      if (page.events().isEmpty()) {
        rest(connection, page.through());
      } else {
        take(connection, page.events(), page.through());
      }
      fault = null;
      if (!page.full()) {
        // What is passed over is no reason to look again: a store where reads are events would have
        // every view look at it all day long.
        if (page.events().isEmpty()) {
          rhythm.untilSomethingComes();
        } else {
          rhythm.untilNext(looked);
        }
      }
      position = page.through();
    }
  }

  private Page next(SqlConnection connection, long position) throws Exception {
    return wanted == null ? all(connection, position) : ofTypes(connection, position, wanted);
  }

  private Page all(SqlConnection connection, long position) throws Exception {
    var batch = new ArrayList<StoredEvent>();
    for (var row :
        await(connection.preparedQuery(StoredRows.AFTER).execute(Tuple.of(position, PAGE)))) {
      batch.add(StoredRows.event(row, types));
    }
    var through = batch.isEmpty() ? position : batch.getLast().position();
    return new Page(batch, through, batch.size() == PAGE);
  }

  private Page ofTypes(SqlConnection connection, long position, String[] wanted) throws Exception {
    var rows =
        await(
            connection
                .preparedQuery(StoredRows.OF_TYPES_AFTER)
                .execute(Tuple.of(position, STRETCH, wanted, PAGE)));
    var batch = new ArrayList<StoredEvent>();
    var head = position;
    for (var row : rows) {
      head = row.getLong(StoredRows.HEAD);
      if (row.getLong(0) != null) {
        batch.add(StoredRows.event(row, types));
      }
    }
    if (batch.size() == PAGE) {
      return new Page(batch, batch.getLast().position(), true);
    }
    // A restored, older store may end before we are.
    var through = Math.max(position, Math.min(head, position + STRETCH));
    return new Page(batch, through, through == position + STRETCH);
  }

  /// Apart from the reading, which may be held up by what it writes to.
  private void measure() {
    engine
        .pool()
        .preparedQuery(LAG)
        .execute(Tuple.of(name))
        .onSuccess(rows -> lag = rows.iterator().next().getLong(0));
  }
}
