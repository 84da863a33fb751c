package fr.vigie.identity.reset;

import fr.vigie.identity.account.Account;
import fr.vigie.identity.account.Accounts;
import fr.vigie.identity.platform.IdentitySettings;
import fr.vigie.identity.platform.Opaque;
import fr.vigie.identity.platform.Periodic;
import fr.vigie.identity.platform.Trail;
import fr.vigie.identity.post.Contacts;
import fr.vigie.identity.post.Letters;
import fr.vigie.identity.post.Post;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/// Links, from their making to their use. The secret is made when its letter is written, and is
/// nowhere but in it: a letter that could not be sent is written anew, with another.
@ApplicationScoped
public class ResetLinks {

  /// A link that is good now.
  public record Link(UUID reset, UUID account, Kind kind) {}

  private static final Duration ROUND = Duration.ofSeconds(5);
  private static final Duration SENDING = Duration.ofMinutes(1);
  private static final Duration KEPT = Duration.ofDays(1);

  private final Pool database;
  private final Clock clock;
  private final Accounts accounts;
  private final Contacts contacts;
  private final Post post;
  private final ResetDecisions decisions;
  private final URI issuer;

  ResetLinks(
      Pool database,
      Clock clock,
      Accounts accounts,
      Contacts contacts,
      Post post,
      ResetDecisions decisions,
      IdentitySettings settings) {
    this.database = database;
    this.clock = clock;
    this.accounts = accounts;
    this.contacts = contacts;
    this.post = post;
    this.decisions = decisions;
    this.issuer = settings.url();
  }

  void start(@Observes StartupEvent started, Vertx vertx) {
    Periodic.start(vertx, "reset links", ROUND, this::round);
  }

  /// The link a secret belongs to, where it is good now. Looking does not use it up: mail servers
  /// look at links.
  public Uni<Optional<Link>> find(Opaque secret) {
    return database
        .preparedQuery(
            """
            select reset, account, kind from reset_link
            where digest = $1 and used_at is null and until > $2
            """)
        .execute(Tuple.of(Buffer.buffer(secret.digest()), utc(clock.instant())))
        .map(rows -> {
          if (rows.size() == 0) {
            return Optional.empty();
          }
          var row = rows.iterator().next();
          return Optional.of(
              new Link(
                  row.getUUID("reset"),
                  row.getUUID("account"),
                  Kind.of(row.getString("kind")).orElseThrow()));
        });
  }

  /// The person has shown the factor that stays: uses the link up, and says so in an event. What is
  /// chosen anew counts only after.
  ///
  /// @return whether the link was still good; of any number of uses, one's was
  public Uni<Boolean> complete(Link link, Opaque secret, Trail trail) {
    return use(link, secret)
        .flatMap(used ->
            used ? accounts.find(link.account()) : Uni.createFrom().item(Optional.<Account>empty()))
        .flatMap(target ->
            target.isEmpty()
                ? Uni.createFrom().item(false)
                : decisions
                    .handle(
                        new ResetCommand.Complete(link.reset().toString(), target.get()),
                        trail.attributes(link.account()))
                    .map(ResetCommand.Answer.Done.class::isInstance));
  }

  // The row's lock lets one of any number through.
  private Uni<Boolean> use(Link link, Opaque secret) {
    var now = utc(clock.instant());
    return database
        .preparedQuery(
            """
            update reset_link set used_at = $3
            where reset = $1 and digest = $2 and used_at is null and until > $3
            """)
        .execute(Tuple.of(link.reset(), Buffer.buffer(secret.digest()), now))
        .map(result -> result.rowCount() == 1);
  }

  /// Makes the link of a reset void.
  Uni<Void> forget(UUID reset) {
    return database
        .preparedQuery("delete from reset_link where reset = $1")
        .execute(Tuple.of(reset))
        .replaceWithVoid();
  }

  /// Makes the link of an approved reset, and sends it. One of any number of replicas does.
  ///
  /// @return whether this one did
  Uni<Boolean> deliver(UUID reset) {
    return database
        .preparedQuery("select account, kind from reset_case where reset = $1")
        .execute(Tuple.of(reset))
        .flatMap(rows -> {
          if (rows.size() == 0) {
            return Uni.createFrom().item(false);
          }
          var row = rows.iterator().next();
          var account = row.getUUID("account");
          return Uni.combine()
              .all()
              .unis(accounts.find(account), contacts.of(account))
              .asTuple()
              .flatMap(known ->
                  known.getItem1().isEmpty() || known.getItem2().isEmpty()
                      ? Uni.createFrom().item(false)
                      : deliver(
                          reset,
                          known.getItem1().get(),
                          row.getString("kind"),
                          known.getItem2().get()));
        });
  }

  private Uni<Boolean> deliver(UUID reset, Account target, String kind, Contacts.Contact contact) {
    var secret = Opaque.random();
    var now = clock.instant();
    return claim(reset, target.id(), kind, secret, now)
        .flatMap(claimed ->
            claimed
                ? made(reset, target)
                    .flatMap(good ->
                        good
                            ? send(kind, secret, contact).chain(() -> sent(reset))
                            : unclaim(reset))
                    .onFailure()
                    .call(() -> unclaim(reset))
                : Uni.createFrom().item(false));
  }

  private Uni<Boolean> claim(UUID reset, UUID account, String kind, Opaque secret, Instant now) {
    return database
        .preparedQuery(
            """
            insert into reset_link (reset, account, kind, digest, made_at, until)
            values ($1, $2, $3, $4, $5, $6) on conflict do nothing
            """)
        .execute(
            Tuple.from(
                List.of(
                    reset,
                    account,
                    kind,
                    Buffer.buffer(secret.digest()),
                    utc(now),
                    utc(now.plus(decisions.policy().link())))))
        .map(result -> result.rowCount() == 1);
  }

  // The event is durable before anybody has the link.
  private Uni<Boolean> made(UUID reset, Account target) {
    return decisions
        .handle(
            new ResetCommand.MakeLink(reset.toString(), target), Trail.ofTheService().attributes())
        .map(ResetCommand.Answer.Done.class::isInstance);
  }

  private Uni<Void> send(String kind, Opaque secret, Contacts.Contact contact) {
    var address = issuer + "/reset?link=" + secret.value();
    return post.send(Letters.link(contact.mail(), kind.equals(Kind.PASSWORD.word()), address));
  }

  private Uni<Boolean> sent(UUID reset) {
    return database
        .preparedQuery("update reset_link set sent = true where reset = $1")
        .execute(Tuple.of(reset))
        .replaceWith(true);
  }

  private Uni<Boolean> unclaim(UUID reset) {
    return database
        .preparedQuery("delete from reset_link where reset = $1 and not sent")
        .execute(Tuple.of(reset))
        .replaceWith(false);
  }

  // Letters that a crash or a mail server kept back go out again, for as long as a link lives.
  private Uni<Void> round() {
    var now = clock.instant();
    return database
        .preparedQuery(
            """
            delete from reset_link
            where (not sent and made_at < $1) or until < $2
            """)
        .execute(Tuple.of(utc(now.minus(SENDING)), utc(now.minus(KEPT))))
        .chain(() ->
            database
                .preparedQuery(
                    """
                    select reset from reset_case
                    where state = 'approved' and changed_at > $1
                      and not exists
                        (select from reset_link as link where link.reset = reset_case.reset)
                    """)
                .execute(Tuple.of(utc(now.minus(decisions.policy().link())))))
        .flatMap(rows ->
            Multi.createFrom()
                .iterable(rows)
                .onItem()
                .transformToUniAndConcatenate(row -> deliver(row.getUUID("reset")))
                .collect()
                .last())
        .replaceWithVoid();
  }

  private static OffsetDateTime utc(Instant instant) {
    return instant.atOffset(ZoneOffset.UTC);
  }
}
