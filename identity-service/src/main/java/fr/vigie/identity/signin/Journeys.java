package fr.vigie.identity.signin;

import fr.vigie.identity.platform.Opaque;
import fr.vigie.identity.platform.Periodic;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Clock;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/// Sign-ins under way, on the server: the browser holds a random secret and nothing else. Five
/// minutes for each step, then from the start.
@ApplicationScoped
class Journeys {

  /// A sign-in under way: it awaits its code, or a passkey that is to be added.
  ///
  /// @param request the application's request it is for
  /// @param factors how often the account's had been replaced when it was begun
  record Journey(String request, Stage stage, UUID account, String accountKey, int factors) {

    SignIn state() {
      return stage.of(account);
    }
  }

  /// The states of a sign-in that outlast an answer.
  enum Stage {
    AWAITS_CODE("awaits-code"),
    ENROLS("enrols");

    private final String word;

    Stage(String word) {
      this.word = word;
    }

    static Stage named(String word) {
      return Arrays.stream(values())
          .filter(stage -> stage.word.equals(word))
          .findFirst()
          .orElseThrow();
    }

    private SignIn of(UUID account) {
      return switch (this) {
        case AWAITS_CODE -> new SignIn.AwaitsCode(account);
        case ENROLS -> new SignIn.Enrols(account);
      };
    }
  }

  static final Duration LIFETIME = Duration.ofMinutes(5);
  private static final Duration SWEEP = Duration.ofSeconds(60);

  private final Pool database;
  private final Clock clock;

  Journeys(Pool database, Clock clock) {
    this.database = database;
    this.clock = clock;
  }

  void start(@Observes StartupEvent started, Vertx vertx) {
    Periodic.start(vertx, "journey sweep", SWEEP, this::sweep);
  }

  Uni<Opaque> begin(Journey journey) {
    var secret = Opaque.random();
    return database
        .preparedQuery(
            """
            insert into journey
              (digest, request, stage, account, account_key, factors, expires_at)
            values ($1, $2, $3, $4, $5, $6, $7)
            """)
        .execute(
            Tuple.from(
                List.of(
                    Buffer.buffer(secret.digest()),
                    journey.request(),
                    journey.stage().word,
                    journey.account(),
                    journey.accountKey(),
                    journey.factors(),
                    now().plus(LIFETIME))))
        .replaceWith(secret);
  }

  /// The journey, as long as the account has the factors it was begun with.
  Uni<Optional<Journey>> find(Opaque secret) {
    return database
        .preparedQuery(
            """
            select request, stage, account, account_key, factors from journey
            where digest = $1 and expires_at > $2 and factors =
              (select sum(version) from credential where credential.account = journey.account)
            """)
        .execute(Tuple.of(Buffer.buffer(secret.digest()), now()))
        .map(rows -> {
          if (rows.size() == 0) {
            return Optional.empty();
          }
          var row = rows.iterator().next();
          return Optional.of(
              new Journey(
                  row.getString("request"),
                  Stage.named(row.getString("stage")),
                  row.getUUID("account"),
                  row.getString("account_key"),
                  row.getInteger("factors")));
        });
  }

  /// Whether the account has the factors it was begun with.
  Uni<Boolean> hasItsFactors(Journey journey) {
    return database
        .preparedQuery("select from credential where account = $1 having sum(version) = $2")
        .execute(Tuple.of(journey.account(), journey.factors()))
        .map(rows -> rows.size() == 1);
  }

  /// Takes a journey a step on.
  ///
  /// @return whether it stood where it was thought to
  Uni<Boolean> move(Opaque secret, Stage from, Stage to) {
    return database
        .preparedQuery(
            """
            update journey set stage = $3, expires_at = $4 where digest = $1 and stage = $2
            """)
        .execute(Tuple.of(Buffer.buffer(secret.digest()), from.word, to.word, now().plus(LIFETIME)))
        .map(result -> result.rowCount() == 1);
  }

  /// Ends a journey.
  ///
  /// @return whether it was this call that ended it
  Uni<Boolean> end(Opaque secret) {
    return database
        .preparedQuery("delete from journey where digest = $1")
        .execute(Tuple.of(Buffer.buffer(secret.digest())))
        .map(result -> result.rowCount() == 1);
  }

  private Uni<Void> sweep() {
    return database
        .preparedQuery("delete from journey where expires_at < $1")
        .execute(Tuple.of(now()))
        .replaceWithVoid();
  }

  private OffsetDateTime now() {
    return clock.instant().atOffset(ZoneOffset.UTC);
  }
}
