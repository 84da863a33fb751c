package fr.vigie.records.terms;

import fr.vigie.eventstore.Projection;
import fr.vigie.records.platform.Tables;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import org.jboss.logging.Logger;

/// Removes what lies in the index under keys that are no longer set, once the current key's part is
/// whole: some thousand rows at a time, so that nobody waits for it.
@ApplicationScoped
class RetiredIndexes {

  private static final Logger LOG = Logger.getLogger(RetiredIndexes.class);
  private static final long EVERY_MILLIS = 5_000;

  private static final String REMOVE =
      """
      delete from blind_index where ctid = any(array(
        select ctid from blind_index where generation <> $1 limit 5000))
      """;

  // A key that comes back finds its rows gone and reads the store again.
  private static final String FORGET =
      "update follower set position = 0 where name like 'terms-%' and name <> $1";

  private final Tables tables;
  private final BlindKeys keys;
  private final Vertx vertx;
  private long timer;

  RetiredIndexes(Tables tables, BlindKeys keys, Vertx vertx) {
    this.tables = tables;
    this.keys = keys;
    this.vertx = vertx;
  }

  void removeWhen(Projection current) {
    timer =
        vertx.setPeriodic(
            EVERY_MILLIS,
            _ -> {
              if (current.leading() && current.lag() == 0) {
                removeSome()
                    .subscribe()
                    .with(
                        removed -> {
                          if (removed == 0) {
                            stop();
                          }
                        },
                        fault -> LOG.warnf("the former index stays for now: %s", fault));
              }
            });
  }

  /// How many rows went.
  Uni<Integer> removeSome() {
    var current = keys.current();
    return tables
        .run(FORGET, Tuple.of(BlindIndexView.name(current)))
        .flatMap(_ -> tables.run(REMOVE, Tuple.of(current.generation())))
        .map(rows -> rows.rowCount());
  }

  void stop() {
    vertx.cancelTimer(timer);
  }
}
