package fr.vigie.lockout.policy;

import fr.vigie.contracts.lockout.PolicyEvent.PolicyApproved;
import fr.vigie.contracts.lockout.PolicyEvent.PolicyDeclined;
import fr.vigie.contracts.lockout.PolicyEvent.PolicyProposed;
import fr.vigie.eventstore.EventTypes;
import fr.vigie.eventstore.PostgresEventStorageEngine;
import fr.vigie.eventstore.Projection;
import fr.vigie.eventstore.StoredEvent;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Future;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// A view: the proposals that wait for a second officer, the newest first. An approval takes all
/// others out of it: they were made by someone who had not seen it, and can no longer be approved.
@Singleton
class OpenProposals {

  private static final int PAGE = 50;

  private static final String PROPOSED =
      """
      insert into policy_proposal (proposal, numbers, reason, proposed_by, proposed_at, position)
      values ($1, $2, $3, $4, $5, $6) on conflict (proposal) do nothing
      """;

  private static final String DECLINED = "delete from policy_proposal where proposal = $1";
  private static final String APPROVED = "delete from policy_proposal where position < $1";
  private static final String OPEN =
      "select * from policy_proposal where position < $1 order by position desc limit 51";

  private final Pool database;

  OpenProposals(Pool database) {
    this.database = database;
  }

  /// One proposal.
  ///
  /// @param numbers all of a policy, as events keep it
  record Open(
      String proposal, List<String> numbers, String reason, String proposedBy, Instant proposedAt) {
    Open {
      numbers = List.copyOf(numbers);
    }
  }

  /// Some of them.
  ///
  /// @param next cursor of the next page; null at the end
  record Page(List<Open> proposals, @Nullable String next) {
    Page {
      proposals = List.copyOf(proposals);
    }
  }

  @Produces
  @Singleton
  Projection projection(PostgresEventStorageEngine engine, EventTypes types) {
    return new Projection(
        "policy-proposals",
        engine,
        types,
        Set.of(PolicyProposed.class, PolicyDeclined.class, PolicyApproved.class),
        OpenProposals::take);
  }

  private static Future<?> take(SqlConnection connection, StoredEvent event) {
    return switch (event.payload()) {
      case PolicyProposed e ->
          connection
              .preparedQuery(PROPOSED)
              .execute(
                  Tuple.of(
                      e.proposal(),
                      e.numbers().toArray(String[]::new),
                      e.reason(),
                      e.by(),
                      e.at().atOffset(ZoneOffset.UTC),
                      event.position()));
      case PolicyDeclined e -> connection.preparedQuery(DECLINED).execute(Tuple.of(e.proposal()));
      case PolicyApproved _ ->
          connection.preparedQuery(APPROVED).execute(Tuple.of(event.position()));
      default -> Future.succeededFuture();
    };
  }

  Uni<Page> before(long position) {
    return database
        .preparedQuery(OPEN)
        .execute(io.vertx.mutiny.sqlclient.Tuple.of(position))
        .map(rows -> {
          var open = new ArrayList<Open>();
          var last = 0L;
          for (var row : rows) {
            if (open.size() == PAGE) {
              return new Page(open, Long.toString(last));
            }
            open.add(open(row));
            last = row.getLong("position");
          }
          return new Page(open, null);
        });
  }

  private static Open open(Row row) {
    return new Open(
        row.getString("proposal"),
        List.of(row.getArrayOfStrings("numbers")),
        row.getString("reason"),
        row.getString("proposed_by"),
        row.getOffsetDateTime("proposed_at").toInstant());
  }
}
