package fr.vigie.lockout.spraying;

import fr.vigie.contracts.Attribute;
import fr.vigie.contracts.alerts.AlertEvent.AlertRaised;
import fr.vigie.contracts.alerts.AlertRule;
import fr.vigie.contracts.lockout.LockoutEvent.AttemptFailed;
import fr.vigie.contracts.lockout.LockoutEvent.AttemptSucceeded;
import fr.vigie.eventstore.Boundary;
import fr.vigie.eventstore.Decision;
import fr.vigie.eventstore.EventStore;
import fr.vigie.eventstore.EventTag;
import fr.vigie.eventstore.EventTypes;
import fr.vigie.eventstore.PostgresEventStorageEngine;
import fr.vigie.eventstore.Projection;
import fr.vigie.eventstore.StoredEvent;
import fr.vigie.lockout.locks.Factor;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/// Guesses so few at each account, and from so many places, that no line of [Look] is crossed: one
/// an account and day, for weeks. What gives them away is how many accounts strangers fail at in a
/// week, beside how many are signed in to.
///
/// Kept in the tables `weekly_account` and `weekly_count`, made of events alone; the alert is told
/// once a week.
@Singleton
public final class SlowSpraying {

  /// Ours: fewer accounts in a week than this are slips of the finger on new devices.
  static final int FLOOR = 200;

  /// Ours: strangers fail at fewer than one in twenty of the accounts that are used in a week; four
  /// times as many are no chance.
  static final int PERCENT = 20;

  private static final AlertRule RULE = AlertRule.SLOW_SPRAYING;
  private static final long WEEK_SECONDS = 7 * 24 * 3600L;
  private static final int MOST_EVIDENCE = 100;

  // What takes weeks may be told a second later; every sign-in is counted.
  private static final Duration PACE = Duration.ofSeconds(1);

  private static final String COUNTED =
      """
      with old as (delete from weekly_account where week < $1 - 1),
      new as (
        insert into weekly_account (week, what, account)
        select $1, what, account from unnest($2::text[], $3::text[]) as u (what, account)
        on conflict do nothing returning what)
      insert into weekly_count as c (week, failed, entered)
      select $1, count(*) filter (where what = 'failed'), count(*) filter (where what = 'entered')
      from new
      on conflict (week) do update
        set failed = c.failed + excluded.failed, entered = c.entered + excluded.entered
      returning failed, entered
      """;

  private static final String EVIDENCE =
      "select account from weekly_account where week = $1 and what = 'failed' order by account limit "
          + MOST_EVIDENCE;

  private final EventStore store;
  private volatile int told = -1;

  public SlowSpraying(EventStore store) {
    this.store = store;
  }

  /// The follower that counts and tells.
  @Produces
  @Singleton
  public Projection projection(PostgresEventStorageEngine engine, EventTypes types) {
    return Projection.ofTypes(
            "slow-spraying",
            engine,
            types,
            Set.of(AttemptFailed.class, AttemptSucceeded.class),
            this::take)
        .unhurried(PACE);
  }

  /// What a batch adds to a week.
  private static final class Week {

    private final List<String> whats = new ArrayList<>();
    private final List<String> accounts = new ArrayList<>();
    private @Nullable Instant lastFailure;

    private void failed(AttemptFailed event) {
      whats.add("failed");
      accounts.add(event.account());
      lastFailure = event.at();
    }

    private void entered(AttemptSucceeded event) {
      whats.add("entered");
      accounts.add(event.account());
    }
  }

  private Future<?> take(SqlConnection connection, List<StoredEvent> batch) {
    var weeks = new TreeMap<Integer, Week>();
    for (var event : batch) {
      switch (event.payload()) {
        case AttemptFailed e when e.device() == null && Factor.counts(e.factor()) ->
            weeks.computeIfAbsent(week(e.at()), _ -> new Week()).failed(e);
        case AttemptSucceeded e when e.completed() ->
            weeks.computeIfAbsent(week(e.at()), _ -> new Week()).entered(e);
        default -> {}
      }
    }
    Future<?> done = Future.succeededFuture();
    for (var each : weeks.entrySet()) {
      done = done.compose(_ -> take(connection, each.getKey(), each.getValue()));
    }
    return done;
  }

  private Future<?> take(SqlConnection connection, int number, Week week) {
    var failure = week.lastFailure;
    var counted =
        connection
            .preparedQuery(COUNTED)
            .execute(
                Tuple.of(
                    number,
                    week.whats.toArray(String[]::new),
                    week.accounts.toArray(String[]::new)));
    return failure == null
        ? counted
        : counted.compose(rows -> look(connection, rows.iterator().next(), failure));
  }

  private Future<?> look(SqlConnection connection, Row counts, Instant at) {
    int failed = counts.getInteger("failed");
    int limit = Math.max(FLOOR, counts.getInteger("entered") * PERCENT / 100);
    return failed <= limit || told == week(at)
        ? Future.succeededFuture()
        : connection
            .preparedQuery(EVIDENCE)
            .execute(Tuple.of(week(at)))
            .compose(rows -> {
              var accounts = new ArrayList<String>();
              rows.forEach(row -> accounts.add(row.getString("account")));
              return Future.fromCompletionStage(tell(failed, limit, accounts, at))
                  .onSuccess(_ -> told = week(at));
            });
  }

  private CompletionStage<?> tell(int failed, int limit, List<String> accounts, Instant at) {
    var alert =
        UUID.nameUUIDFromBytes((RULE.word() + "\n" + week(at)).getBytes(StandardCharsets.UTF_8))
            .toString();
    return store.decide(
        Map.of(Attribute.ACTOR.key(), "lockout-service"),
        Boundary.of(EventTag.of("alert", alert), AlertRaised.class),
        false,
        (_, _) -> true,
        told ->
            new Decision<>(
                told
                    ? List.of()
                    : List.of(
                        RULE.raised(alert, "network", "everywhere", failed, limit, accounts, at)),
                told));
  }

  private static int week(Instant at) {
    return (int) Math.floorDiv(at.getEpochSecond(), WEEK_SECONDS);
  }
}
