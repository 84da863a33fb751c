package fr.vigie.identity.recovery;

import fr.vigie.contracts.identity.IdentityEvent;
import fr.vigie.contracts.identity.IdentityEvent.FactorAdded;
import fr.vigie.contracts.identity.IdentityEvent.FactorRemoved;
import fr.vigie.contracts.identity.IdentityEvent.ProbationStarted;
import fr.vigie.contracts.identity.IdentityEvent.RecoveryCodeUsed;
import fr.vigie.eventstore.EventStore;
import fr.vigie.identity.platform.IdentitySettings;
import fr.vigie.identity.platform.Keyed;
import fr.vigie.identity.platform.Trail;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/// The door to recovery codes. Of a code its keyed digest is kept: with 80 random bits there is
/// nothing to guess, and without the key outside the database nothing to try it against.
@ApplicationScoped
public class RecoveryCodes {

  /// The word for this factor in events.
  public static final String FACTOR = "recovery";

  private static final int A_SET = 10;
  private static final Duration PROBATION = Duration.ofHours(24);

  private final Pool database;
  private final EventStore store;
  private final Clock clock;
  private final byte[] key;

  RecoveryCodes(Pool database, EventStore store, Clock clock, IdentitySettings settings) {
    this.database = database;
    this.store = store;
    this.clock = clock;
    var master = Keyed.key("vigie.identity.credential-key", settings.credentialKey());
    this.key = Keyed.code(master, "recovery-codes").getBytes(StandardCharsets.US_ASCII);
  }

  /// Makes ten. Those of before are void.
  public Uni<List<RecoveryCode>> renew(UUID account, Trail trail) {
    var codes = new HashSet<RecoveryCode>();
    while (codes.size() < A_SET) {
      codes.add(RecoveryCode.random());
    }
    var set = UUID.randomUUID();
    return set(account)
        .flatMap(before ->
            Uni.createFrom()
                .completionStage(
                    () -> store.append(trail.attributes(account), renewed(account, before, set))))
        .chain(() -> keep(account, set, codes.stream().map(code -> digest(account, code)).toList()))
        .replaceWith(List.copyOf(codes));
  }

  private static List<IdentityEvent> renewed(UUID account, Optional<UUID> before, UUID set) {
    var events = new ArrayList<IdentityEvent>();
    events.add(new FactorAdded(account.toString(), FACTOR, set.toString()));
    before.ifPresent(old ->
        events.add(new FactorRemoved(account.toString(), FACTOR, old.toString(), "replaced")));
    return events;
  }

  private Uni<Optional<UUID>> set(UUID account) {
    return database
        .preparedQuery("select reference from recovery_set where account = $1")
        .execute(Tuple.of(account))
        .map(rows ->
            rows.size() == 0
                ? Optional.empty()
                : Optional.of(rows.iterator().next().getUUID("reference")));
  }

  // An account has one set: whatever is made at the same time, one of them stays.
  private Uni<Void> keep(UUID account, UUID set, List<String> digests) {
    return database
        .preparedQuery(
            """
            with kept as (
              insert into recovery_set (account, reference, made_at) values ($1, $2, $3)
              on conflict (account)
                do update set reference = excluded.reference, made_at = excluded.made_at
            ),
            void as (delete from recovery_code where account = $1)
            insert into recovery_code (account, reference, digest)
            select $1, $2, digest from unnest($4::text[]) as digest
            """)
        .execute(Tuple.of(account, set, utc(clock.instant()), digests.toArray(String[]::new)))
        .replaceWithVoid();
  }

  /// Whether the code is the account's, and was not used before. Right uses it up, and is an event
  /// before it opens anything.
  public Uni<Boolean> spend(UUID account, RecoveryCode code, Trail trail) {
    return database
        .preparedQuery(
            """
            update recovery_code as code set used_at = $3
            from recovery_set as now
            where code.account = $1 and code.digest = $2 and code.used_at is null
              and now.account = $1 and now.reference = code.reference
            """)
        .execute(Tuple.of(account, digest(account, code), utc(clock.instant())))
        .flatMap(result ->
            result.rowCount() == 1
                ? left(account).flatMap(left -> told(account, left, trail)).replaceWith(true)
                : Uni.createFrom().item(false));
  }

  private Uni<Void> told(UUID account, int left, Trail trail) {
    var until = clock.instant().plus(PROBATION);
    return Uni.createFrom()
        .completionStage(() ->
            store.append(
                trail.attributes(account),
                List.of(
                    new RecoveryCodeUsed(account.toString(), left),
                    new ProbationStarted(account.toString(), "recovery-code-used", until))))
        .replaceWithVoid();
  }

  /// Voids all of an account's codes.
  ///
  /// @param cause a word
  public Uni<Void> forget(UUID account, String cause, Trail trail) {
    return set(account)
        .flatMap(set ->
            set.isEmpty()
                ? Uni.createFrom().voidItem()
                : Uni.createFrom()
                    .completionStage(() ->
                        store.append(
                            trail.attributes(account),
                            List.of(
                                new FactorRemoved(
                                    account.toString(), FACTOR, set.get().toString(), cause))))
                    .chain(() ->
                        database
                            .preparedQuery("delete from recovery_code where account = $1")
                            .execute(Tuple.of(account)))
                    .replaceWithVoid());
  }

  /// How many are still good.
  public Uni<Integer> left(UUID account) {
    return database
        .preparedQuery(
            """
            select count(*)::int as codes
            from recovery_code as code
            join recovery_set as now on now.reference = code.reference
            where now.account = $1 and code.account = $1 and code.used_at is null
            """)
        .execute(Tuple.of(account))
        .map(rows -> rows.iterator().next().getInteger("codes"));
  }

  private String digest(UUID account, RecoveryCode code) {
    return Keyed.code(key, account + " " + code.letters());
  }

  private static OffsetDateTime utc(Instant instant) {
    return instant.atOffset(ZoneOffset.UTC);
  }
}
