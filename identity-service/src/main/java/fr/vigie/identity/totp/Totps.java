package fr.vigie.identity.totp;

import fr.vigie.identity.platform.Vault;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.UUID;

/// The door to one-time codes.
@ApplicationScoped
public class Totps {

  private final Pool database;
  private final Vault vault;
  private final Clock clock;

  Totps(Pool database, Vault vault, Clock clock) {
    this.database = database;
    this.vault = vault;
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

  /// Seals a new secret.
  ///
  /// @param base32 as authenticator applications write it
  public String seal(UUID account, String base32) {
    Totp.secret(base32);
    return vault.seal(place(account), base32);
  }

  private static String place(UUID account) {
    return "totp:" + account;
  }
}
