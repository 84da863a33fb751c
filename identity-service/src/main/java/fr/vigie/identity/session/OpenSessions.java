package fr.vigie.identity.session;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import java.util.stream.StreamSupport;

/// The sessions an account has open: its owner knows best whether they are all theirs.
@ApplicationScoped
public class OpenSessions {

  /// One of them.
  ///
  /// @param seenAt its last sign of life
  public record OpenSession(UUID id, Instant authenticatedAt, Instant seenAt, ShownFactors shown) {}

  private static final int MOST = 50;

  private final Pool database;
  private final Clock clock;

  OpenSessions(Pool database, Clock clock) {
    this.database = database;
    this.clock = clock;
  }

  /// The latest first.
  public Uni<List<OpenSession>> of(UUID account) {
    return database
        .preparedQuery(
            """
            select sid, authenticated_at, seen_at, methods from session
            where account = $1 and ended_at is null and closes_at > $2
              and seen_at + idle_seconds * interval '1 second' > $2
            order by authenticated_at desc, sid limit $3
            """)
        .execute(Tuple.of(account, clock.instant().atOffset(ZoneOffset.UTC), MOST))
        .map(rows ->
            StreamSupport.stream(rows.spliterator(), false)
                .map(row ->
                    new OpenSession(
                        row.getUUID("sid"),
                        row.getOffsetDateTime("authenticated_at").toInstant(),
                        row.getOffsetDateTime("seen_at").toInstant(),
                        new ShownFactors(List.of(row.getArrayOfStrings("methods")))))
                .toList());
  }
}
