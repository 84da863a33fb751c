package fr.vigie.lockout.officers;

import fr.vigie.lockout.freezes.Target;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Reads the tables of [FreezeList], page by page, the newest first.
@ApplicationScoped
class ListedFreezes {

  private static final int PAGE = 50;

  private static final String FREEZES =
      """
      select * from frozen_target
      where position < $1 and ($2::text is null or state = $2)
        and ($3::text is null or scope = $3) and ($4::text is null or target = $4)
      order by position desc limit 51
      """;

  private static final String HELD =
      "select * from held_freeze where position < $1 order by position desc limit 51";

  private final Pool database;

  ListedFreezes(Pool database) {
    this.database = database;
  }

  /// One freeze in the list.
  ///
  /// @param state `frozen`, `thaw-proposed` or `thawed`
  /// @param reason of the thaw, proposed or done
  record Listed(
      String freeze,
      String scope,
      String target,
      String cause,
      boolean detected,
      String state,
      String frozenBy,
      Instant frozenAt,
      @Nullable String proposedBy,
      @Nullable String reason,
      @Nullable String thawedBy,
      Instant changedAt) {}

  /// What an alert asked for while the breaker was open.
  record Held(String alert, String scope, String target, String rule, Instant heldAt) {}

  /// @param next cursor of the next page; null at the end
  record Page<T>(List<T> items, @Nullable String next) {
    Page {
      items = List.copyOf(items);
    }
  }

  Uni<Page<Listed>> freezes(@Nullable String state, @Nullable Target target, long before) {
    return database
        .preparedQuery(FREEZES)
        .execute(
            Tuple.of(
                before,
                state,
                target == null ? null : target.scope().word(),
                target == null ? null : target.reference()))
        .map(rows -> page(rows, ListedFreezes::listed));
  }

  Uni<Page<Held>> held(long before) {
    return database
        .preparedQuery(HELD)
        .execute(Tuple.of(before))
        .map(rows -> page(rows, ListedFreezes::held));
  }

  private static <T> Page<T> page(RowSet<Row> rows, Function<Row, T> read) {
    var items = new ArrayList<T>();
    var last = 0L;
    for (var row : rows) {
      if (items.size() == PAGE) {
        return new Page<>(items, Long.toString(last));
      }
      items.add(read.apply(row));
      last = row.getLong("position");
    }
    return new Page<>(items, null);
  }

  private static Listed listed(Row row) {
    return new Listed(
        row.getString("reference"),
        row.getString("scope"),
        row.getString("target"),
        row.getString("cause"),
        row.getBoolean("detected"),
        row.getString("state"),
        row.getString("frozen_by"),
        instant(row, "frozen_at"),
        row.getString("proposed_by"),
        row.getString("reason"),
        row.getString("thawed_by"),
        instant(row, "changed_at"));
  }

  private static Held held(Row row) {
    return new Held(
        row.getString("alert"),
        row.getString("scope"),
        row.getString("target"),
        row.getString("rule"),
        instant(row, "held_at"));
  }

  private static Instant instant(Row row, String column) {
    return row.getOffsetDateTime(column).toInstant();
  }
}
