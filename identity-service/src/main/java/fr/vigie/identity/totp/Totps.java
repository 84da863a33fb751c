package fr.vigie.identity.totp;

import fr.vigie.contracts.identity.IdentityEvent;
import fr.vigie.contracts.identity.IdentityEvent.FactorAdded;
import fr.vigie.contracts.identity.IdentityEvent.ProbationStarted;
import fr.vigie.eventstore.EventStore;
import fr.vigie.identity.platform.Trail;
import fr.vigie.identity.platform.Vault;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/// The door to one-time codes.
@ApplicationScoped
public class Totps {

  /// The word for this factor in events.
  public static final String FACTOR = "otp";

  /// A secret that no account has yet.
  ///
  /// @param base32 as authenticator applications write it
  /// @param sealed as the form carries it there and back
  public record Offer(String base32, String sealed) {

    @Override
    public String toString() {
      return "Offer[******]";
    }
  }

  private static final int SECRET_BYTES = 20;
  private static final Duration PROBATION = Duration.ofHours(24);
  private static final SecureRandom RANDOM = new SecureRandom();

  private final Pool database;
  private final Vault vault;
  private final EventStore store;
  private final Clock clock;

  Totps(Pool database, Vault vault, EventStore store, Clock clock) {
    this.database = database;
    this.vault = vault;
    this.store = store;
    this.clock = clock;
  }

  /// Whether the code is the account's, now, and was not used before. Right uses it up.
  public Uni<Boolean> spend(UUID account, OneTimeCode code) {
    return database
        .preparedQuery("select secret from credential where account = $1 and kind = 'totp'")
        .execute(Tuple.of(account))
        .flatMap(rows -> {
          if (rows.size() == 0) {
            return Uni.createFrom().item(false);
          }
          var sealed = rows.iterator().next().getString("secret");
          var secret = Totp.secret(vault.open(place(account), sealed));
          var step = Totp.matchingStep(secret, code.digits(), clock.instant());
          return step.isPresent() ? use(account, step.getAsLong()) : Uni.createFrom().item(false);
        });
  }

  // The row's lock lets one of any number of replicas through.
  private Uni<Boolean> use(UUID account, long step) {
    return database
        .preparedQuery(
            """
            update credential set last_step = $2
            where account = $1 and kind = 'totp' and (last_step is null or last_step < $2)
            """)
        .execute(Tuple.of(account, step))
        .map(result -> result.rowCount() == 1);
  }

  /// A new secret, on offer.
  ///
  /// @param bound for whom, and in which session or by which link: it comes back only there
  public Offer offer(String bound) {
    var secret = new byte[SECRET_BYTES];
    RANDOM.nextBytes(secret);
    var base32 = Totp.base32(secret);
    return new Offer(base32, vault.seal(offered(bound), base32));
  }

  /// The same offer once more; none where it was not made here, for this.
  public Optional<Offer> again(String bound, String sealed) {
    try {
      return Optional.of(new Offer(vault.open(offered(bound), sealed), sealed));
    } catch (IllegalStateException _) {
      return Optional.empty();
    }
  }

  /// Whether the code is of this offer, now.
  public boolean shows(Offer offer, OneTimeCode code) {
    return Totp.matchingStep(Totp.secret(offer.base32()), code.digits(), clock.instant())
        .isPresent();
  }

  /// Makes an offered secret the account's own, in place of the one before, where the code shows
  /// that the authenticator has it. The code is used up by that.
  ///
  /// @return whether it does
  public Uni<Boolean> bind(UUID account, Offer offer, OneTimeCode code, Trail trail) {
    var now = clock.instant();
    var step = Totp.matchingStep(Totp.secret(offer.base32()), code.digits(), now);
    return step.isEmpty()
        ? Uni.createFrom().item(false)
        : has(account)
            .flatMap(had ->
                Uni.createFrom()
                    .completionStage(
                        () -> store.append(trail.attributes(account), bound(account, had, now))))
            .chain(() -> keep(account, seal(account, offer.base32()), step.getAsLong()))
            .replaceWith(true);
  }

  private static List<IdentityEvent> bound(UUID account, boolean had, Instant now) {
    var added = new FactorAdded(account.toString(), FACTOR, UUID.randomUUID().toString());
    return had
        ? List.of(
            added, new ProbationStarted(account.toString(), "factor-rebound", now.plus(PROBATION)))
        : List.of(added);
  }

  private Uni<Boolean> has(UUID account) {
    return database
        .preparedQuery("select from credential where account = $1 and kind = 'totp'")
        .execute(Tuple.of(account))
        .map(rows -> rows.size() > 0);
  }

  private Uni<Void> keep(UUID account, String sealed, long step) {
    return database
        .preparedQuery(
            """
            insert into credential (account, kind, secret, last_step) values ($1, 'totp', $2, $3)
            on conflict (account, kind)
              do update set secret = excluded.secret, last_step = excluded.last_step,
                version = credential.version + 1
            """)
        .execute(Tuple.of(account, sealed, step))
        .replaceWithVoid();
  }

  /// Seals a new secret.
  ///
  /// @param base32 as authenticator applications write it
  public String seal(UUID account, String base32) {
    Totp.secret(base32);
    return vault.seal(place(account), base32);
  }

  private static String offered(String bound) {
    return "totp-offer:" + bound;
  }

  private static String place(UUID account) {
    return "totp:" + account;
  }
}
