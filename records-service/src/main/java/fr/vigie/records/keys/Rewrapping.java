package fr.vigie.records.keys;

import fr.vigie.records.platform.Tables;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import io.vertx.core.Vertx;
import io.vertx.mutiny.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jboss.logging.Logger;

/// Wraps every person's keys again under the current key-encryption key, some hundred at a time,
/// for as long as a second key is accepted. Nobody waits for it: both keys unwrap meanwhile.
@ApplicationScoped
public class Rewrapping {

  private static final Logger LOG = Logger.getLogger(Rewrapping.class);
  private static final long EVERY_MILLIS = 200;
  private static final int PAGE = 500;

  private static final String NEXT =
      """
      select person, retention, wrapped from person_key
      where (person, retention) > ($1, $2) order by person, retention limit 500
      """;

  // Only where it is still what was read: a key destroyed meanwhile stays destroyed.
  private static final String REPLACE =
      """
      update person_key k set wrapped = n.wrapped
      from unnest($1::uuid[], $2::text[], $3::bytea[], $4::bytea[])
        as n (person, retention, former, wrapped)
      where k.person = n.person and k.retention = n.retention and k.wrapped = n.former
      """;

  /// How far a walk through the table has come.
  ///
  /// @param rewrapped keys of this walk that were under the other key
  public record Walk(UUID person, String retention, int rewrapped, boolean ended) {

    /// Before the first key.
    public static final Walk START = new Walk(new UUID(0, 0), "", 0, false);
  }

  private final Tables tables;
  private final KeyWrap wrap;
  private final Vertx vertx;
  private final AtomicBoolean busy = new AtomicBoolean();
  private volatile Walk walk = Walk.START;
  private long timer = -1;

  Rewrapping(Tables tables, KeyWrap wrap, Vertx vertx) {
    this.tables = tables;
    this.wrap = wrap;
    this.vertx = vertx;
  }

  void start(@Observes StartupEvent unused) {
    if (wrap.acceptsAnother()) {
      timer = vertx.setPeriodic(EVERY_MILLIS, _ -> step());
    }
  }

  void stop(@Observes ShutdownEvent unused) {
    vertx.cancelTimer(timer);
  }

  private void step() {
    if (busy.compareAndSet(false, true)) {
      next(walk)
          .onTermination()
          .invoke(() -> busy.set(false))
          .subscribe()
          .with(this::note, fault -> LOG.warnf("keys are not wrapped again for now: %s", fault));
    }
  }

  // A replica that does not wrap with the new key yet may add keys behind the walk: after a walk
  // that found some comes another.
  private void note(Walk to) {
    walk = to.ended() ? Walk.START : to;
    if (to.ended() && to.rewrapped() == 0) {
      vertx.cancelTimer(timer);
      LOG.info("every key is wrapped with the current key: the accepted one can be taken away");
    }
  }

  /// Walks on by some hundred keys.
  public Uni<Walk> next(Walk from) {
    return tables
        .run(NEXT, Tuple.of(from.person(), from.retention()))
        .emitOn(Infrastructure.getDefaultWorkerPool())
        .flatMap(rows -> replace(from, rows));
  }

  private Uni<Walk> replace(Walk from, RowSet<Row> rows) {
    var persons = new ArrayList<UUID>();
    var retentions = new ArrayList<String>();
    var former = new ArrayList<io.vertx.core.buffer.Buffer>();
    var fresh = new ArrayList<io.vertx.core.buffer.Buffer>();
    var last = from;
    for (var row : rows) {
      var person = row.getUUID("person");
      var retention = row.getString("retention");
      last = new Walk(person, retention, from.rewrapped(), false);
      var wrapped = row.getBuffer("wrapped").getBytes();
      again(person, retention, wrapped)
          .ifPresent(again -> {
            persons.add(person);
            retentions.add(retention);
            former.add(Buffer.buffer(wrapped).getDelegate());
            fresh.add(Buffer.buffer(again).getDelegate());
          });
    }
    var to =
        new Walk(
            last.person(), last.retention(), from.rewrapped() + persons.size(), rows.size() < PAGE);
    return persons.isEmpty()
        ? Uni.createFrom().item(to)
        : tables
            .run(
                REPLACE,
                Tuple.of(
                    array(persons, UUID.class),
                    array(retentions, String.class),
                    array(former, io.vertx.core.buffer.Buffer.class),
                    array(fresh, io.vertx.core.buffer.Buffer.class)))
            .replaceWith(to);
  }

  // One damaged key must not keep the others from being wrapped again.
  private Optional<byte[]> again(UUID person, String retention, byte[] wrapped) {
    try {
      return wrap.rewrap(person, Retention.of(retention), wrapped);
    } catch (UnreadableException _) {
      LOG.warnf("a key that neither key-encryption key opens is left: person=%s", person);
      return Optional.empty();
    }
  }

  @SuppressWarnings("unchecked")
  private static <T> T[] array(List<T> list, Class<T> type) {
    return list.toArray((T[]) java.lang.reflect.Array.newInstance(type, 0));
  }
}
