package fr.vigie.lockout.officers;

import fr.vigie.eventstore.EventStore;
import fr.vigie.eventstore.StoredEvent;
import fr.vigie.lockout.locks.AccountKey;
import fr.vigie.lockout.locks.LockTags;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Reads the table of [LockList], page by page, the newest first.
@ApplicationScoped
class ListedLocks {

  private static final int PAGE = 50;

  private static final String LOCKS =
      """
      select * from locked_account where position < $1 and until > $2
      order by position desc limit 51
      """;

  private final Pool database;
  private final EventStore store;
  private final Clock clock;

  ListedLocks(Pool database, EventStore store, Clock clock) {
    this.database = database;
    this.store = store;
    this.clock = clock;
  }

  /// A lock in force.
  ///
  /// @param account the account key
  /// @param device that is locked out; null for all that are not known
  /// @param failures that led to it: its reason
  record Listed(
      String account, @Nullable String device, int failures, Instant lockedAt, Instant until) {}

  /// What happened at an account for as long as it counts, some days at the least: why it is
  /// locked, who unlocked it.
  Uni<List<StoredEvent>> history(AccountKey account) {
    return Uni.createFrom()
        .completionStage(() -> store.read(LockTags.withDevices(account, clock.instant())));
  }

  Uni<ListedFreezes.Page<Listed>> locks(long before) {
    return database
        .preparedQuery(LOCKS)
        .execute(Tuple.of(before, clock.instant().atOffset(ZoneOffset.UTC)))
        .map(rows -> {
          var items = new ArrayList<Listed>();
          var last = 0L;
          for (var row : rows) {
            if (items.size() == PAGE) {
              return new ListedFreezes.Page<>(items, Long.toString(last));
            }
            var device = row.getString("device");
            items.add(
                new Listed(
                    row.getString("account"),
                    device.isEmpty() ? null : device,
                    row.getInteger("failures"),
                    row.getOffsetDateTime("locked_at").toInstant(),
                    row.getOffsetDateTime("until").toInstant()));
            last = row.getLong("position");
          }
          return new ListedFreezes.Page<>(items, null);
        });
  }
}
