package fr.vigie.identity.post;

import fr.vigie.contracts.identity.ResetEvent.NoticeSent;
import fr.vigie.eventstore.EventStore;
import fr.vigie.identity.platform.IdentitySettings;
import fr.vigie.identity.platform.Periodic;
import fr.vigie.identity.platform.Trail;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import org.jboss.logging.Logger;

/// Tells people what was noted for them (R17). At least once; a mail server that is away is asked
/// again for a day.
@ApplicationScoped
class WhenNotedThenTold {

  private static final Logger LOG = Logger.getLogger(WhenNotedThenTold.class);
  private static final Duration ROUND = Duration.ofSeconds(2);
  private static final Duration AGAIN = Duration.ofMinutes(1);
  private static final Duration WORTH_TELLING = Duration.ofDays(1);
  private static final int A_ROUND = 20;

  private final Pool database;
  private final Contacts contacts;
  private final Post post;
  private final EventStore store;
  private final Clock clock;
  private final String stop;

  WhenNotedThenTold(
      Pool database,
      Contacts contacts,
      Post post,
      EventStore store,
      Clock clock,
      IdentitySettings settings) {
    this.database = database;
    this.contacts = contacts;
    this.post = post;
    this.store = store;
    this.clock = clock;
    this.stop = settings.url() + "/resets";
  }

  void start(@Observes StartupEvent started, Vertx vertx) {
    Periodic.start(vertx, "notices", ROUND, this::round);
  }

  private Uni<Void> round() {
    var now = clock.instant();
    return database
        .preparedQuery("delete from notice where at < $1")
        .execute(Tuple.of(utc(now.minus(WORTH_TELLING))))
        .chain(() ->
            database
                .preparedQuery(
                    """
                    update notice set claimed_at = $1
                    where (position, recipient) in (
                      select position, recipient from notice
                      where claimed_at is null or claimed_at < $2
                      order by position limit $3 for update skip locked
                    )
                    returning position, recipient, account, about
                    """)
                .execute(Tuple.of(utc(now), utc(now.minus(AGAIN)), A_ROUND)))
        .flatMap(rows ->
            Multi.createFrom()
                .iterable(rows)
                .onItem()
                .transformToUniAndConcatenate(this::tell)
                .collect()
                .last())
        .replaceWithVoid();
  }

  // Of several, one that cannot be sent keeps no other back.
  private Uni<Boolean> tell(Row row) {
    return contacts
        .of(row.getUUID("recipient"))
        .flatMap(contact ->
            contact.isEmpty()
                ? Uni.createFrom().voidItem()
                : send(row, contact.get()).chain(() -> told(row)))
        .chain(() -> done(row))
        .replaceWith(true)
        .onFailure()
        .recoverWithItem(failure -> {
          LOG.warnf("a notice waits: %s", failure.getClass().getName());
          return false;
        });
  }

  private Uni<Void> send(Row row, Contacts.Contact contact) {
    var account = row.getUUID("account");
    return post.send(
        Letters.notice(
            contact.notices(),
            row.getString("about"),
            account.equals(row.getUUID("recipient")),
            account.toString(),
            stop));
  }

  private Uni<Void> told(Row row) {
    var event =
        new NoticeSent(
            row.getUUID("account").toString(),
            row.getUUID("recipient").toString(),
            row.getString("about"));
    return Uni.createFrom()
        .completionStage(() -> store.append(Trail.ofTheService().attributes(), List.of(event)))
        .replaceWithVoid();
  }

  private Uni<Void> done(Row row) {
    return database
        .preparedQuery("delete from notice where position = $1 and recipient = $2")
        .execute(Tuple.of(row.getLong("position"), row.getUUID("recipient")))
        .replaceWithVoid();
  }

  private static OffsetDateTime utc(Instant instant) {
    return instant.atOffset(ZoneOffset.UTC);
  }
}
