package fr.vigie.identity.lifecycle;

import fr.vigie.identity.session.EndCause;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/// Accounts as the view shows them.
@ApplicationScoped
public class ListedAccounts {

  /// One of them.
  ///
  /// @param closed why it is, where it is
  /// @param signedInAt the last time, if ever
  /// @param reviewedAt when somebody last looked at its roles
  public record Listed(
      UUID account,
      String login,
      String organisation,
      String agency,
      List<String> roles,
      @Nullable String closed,
      @Nullable Instant signedInAt,
      Instant reviewedAt) {}

  /// A role request that waits.
  public record Waiting(
      UUID account, String request, List<String> roles, String requestedBy, Instant requestedAt) {}

  /// Where in a list by time a page begins: after this one.
  record Place(Instant at, UUID reference) {

    static final Place START = new Place(Instant.EPOCH, FIRST);

    static Place after(Listed last) {
      return new Place(last.reviewedAt(), last.account());
    }

    static Place after(Waiting last) {
      return new Place(last.requestedAt(), UUID.fromString(last.request()));
    }
  }

  /// Before every reference: they are random.
  static final UUID FIRST = new UUID(0, 0);

  /// As many as a page has, but for the last.
  static final int A_PAGE = 100;

  private static final int A_ROUND = 100;
  private static final String ACCOUNTS =
      """
      select view.account, login.login, view.organisation, view.agency, view.roles,
        view.closed_cause, view.signed_in_at, view.reviewed_at
      from account_view as view join login on login.account = view.account
      """;
  private static final String REQUESTS =
      """
      select asked.account, asked.request, asked.roles, asked.requested_by, asked.requested_at
      from role_request as asked join account_view as view on view.account = asked.account
      """;

  private final Pool database;
  private final Clock clock;
  private final LifecycleSettings settings;

  ListedAccounts(Pool database, Clock clock, LifecycleSettings settings) {
    this.database = database;
    this.clock = clock;
    this.settings = settings;
  }

  /// A page of all, in the order of their references.
  ///
  /// @param organisation whose; all where it is empty
  /// @param after the last of the page before
  Uni<List<Listed>> page(Optional<String> organisation, UUID after) {
    return ask(
        ACCOUNTS,
        organisation,
        "view.account > $1 order by view.account limit $2",
        ListedAccounts::listed,
        after,
        A_PAGE);
  }

  /// A page of the open accounts with roles that nobody has looked at for a year.
  Uni<List<Listed>> dueForReview(Optional<String> organisation, Place after) {
    return ask(
        ACCOUNTS,
        organisation,
        """
        view.closed_cause is null and view.roles <> '{}' and view.reviewed_at <= $1
          and (view.reviewed_at, view.account) > ($2, $3)
        order by view.reviewed_at, view.account limit $4
        """,
        ListedAccounts::listed,
        utc(clock.instant().minus(settings.reviewedEvery())),
        utc(after.at()),
        after.reference(),
        A_PAGE);
  }

  /// Some of the open accounts that nobody has signed in to for too long.
  Uni<List<UUID>> dormant() {
    return database
        .preparedQuery(
            """
            select account from account_view
            where closed_cause is null and greatest(signed_in_at, created_at) <= $1
            order by account limit $2
            """)
        .execute(Tuple.of(utc(clock.instant().minus(settings.dormantAfter())), A_ROUND))
        .map(rows ->
            StreamSupport.stream(rows.spliterator(), false)
                .map(row -> row.getUUID("account"))
                .toList());
  }

  /// Some of the accounts with a session from before the change that was to end it, and why.
  Uni<Map<UUID, EndCause>> leftOpen() {
    return database
        .preparedQuery(
            """
            select distinct view.account, view.changed_cause
            from account_view as view join session on session.account = view.account
            where session.ended_at is null and session.begun_at <= view.changed_at
            limit $1
            """)
        .execute(Tuple.of(A_ROUND))
        .map(rows ->
            StreamSupport.stream(rows.spliterator(), false)
                .collect(
                    Collectors.toMap(
                        row -> row.getUUID("account"),
                        row -> EndCause.named(row.getString("changed_cause")))));
  }

  /// A page of the role requests that wait, the oldest first.
  Uni<List<Waiting>> waiting(Optional<String> organisation, Place after) {
    return ask(
        REQUESTS,
        organisation,
        """
        (asked.requested_at, asked.request) > ($1, $2)
        order by asked.requested_at, asked.request limit $3
        """,
        ListedAccounts::waiting,
        utc(after.at()),
        after.reference().toString(),
        A_PAGE);
  }

  // All, and those of one organisation, are two statements: one for both would use no index.
  private <T> Uni<List<T>> ask(
      String what,
      Optional<String> organisation,
      String which,
      Function<Row, T> read,
      Object... values) {
    var all = new ArrayList<>(List.of(values));
    organisation.ifPresent(all::add);
    var whose = organisation.map(_ -> "view.organisation = $" + all.size() + " and ").orElse("");
    return database
        .preparedQuery(what + "where " + whose + which)
        .execute(Tuple.from(all))
        .map(rows -> StreamSupport.stream(rows.spliterator(), false).map(read).toList());
  }

  private static Listed listed(Row row) {
    var signedIn = row.getOffsetDateTime("signed_in_at");
    return new Listed(
        row.getUUID("account"),
        row.getString("login"),
        row.getString("organisation"),
        row.getString("agency"),
        List.of(row.getArrayOfStrings("roles")),
        row.getString("closed_cause"),
        signedIn == null ? null : signedIn.toInstant(),
        row.getOffsetDateTime("reviewed_at").toInstant());
  }

  private static Waiting waiting(Row row) {
    return new Waiting(
        row.getUUID("account"),
        row.getString("request"),
        List.of(row.getArrayOfStrings("roles")),
        row.getString("requested_by"),
        row.getOffsetDateTime("requested_at").toInstant());
  }

  private static OffsetDateTime utc(Instant instant) {
    return instant.atOffset(ZoneOffset.UTC);
  }
}
