package fr.vigie.identity.invitation;

import fr.vigie.contracts.identity.IdentityEvent.AccountInvited;
import fr.vigie.contracts.identity.IdentityEvent.InvitationApproved;
import fr.vigie.eventstore.EventStore;
import fr.vigie.identity.platform.IdentitySettings;
import fr.vigie.identity.platform.Keyed;
import fr.vigie.identity.platform.Opaque;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/// The door to invitations.
@ApplicationScoped
public class Invitations {

  /// How long one is good.
  static final Duration LIFETIME = Duration.ofHours(24);

  // The last that an invitation leads to are the recovery codes. Whoever has them needs it no more,
  // even where its own row was not taken away.
  private static final String UNUSED =
      "not exists (select from recovery_set made where made.account = invitation.account)";

  private static final String ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
  private static final int CODE = 8;
  private static final int TRIES = 5;
  private static final SecureRandom RANDOM = new SecureRandom();

  private final Pool database;
  private final EventStore store;
  private final Clock clock;
  private final byte[] key;

  Invitations(Pool database, EventStore store, Clock clock, IdentitySettings settings) {
    this.database = database;
    this.store = store;
    this.clock = clock;
    var master = Keyed.key("vigie.identity.credential-key", settings.credentialKey());
    this.key = Keyed.code(master, "invitations").getBytes(StandardCharsets.US_ASCII);
  }

  /// Invites an account; an earlier invitation of it is void.
  ///
  /// @param by account of the admin
  /// @return the secret of the link; none where the account has a factor already
  Uni<Optional<Opaque>> invite(UUID account, String by, Map<String, String> attributes) {
    var link = Opaque.random();
    var until = clock.instant().plus(LIFETIME);
    return database
        .preparedQuery(
            """
            insert into invitation (account, link, invited_by, expires_at)
            select $1, $2, $3, $4
            where not exists (select from credential where account = $1)
              and not exists (select from passkey where account = $1)
            on conflict (account) do update
              set link = excluded.link, code = null, invited_by = excluded.invited_by,
                tries = 0, expires_at = excluded.expires_at
            """)
        .execute(Tuple.of(account, Buffer.buffer(link.digest()), by, utc(until)))
        .flatMap(result ->
            result.rowCount() == 0
                ? Uni.createFrom().item(Optional.empty())
                : Uni.createFrom()
                    .completionStage(() ->
                        store.append(
                            attributes, List.of(new AccountInvited(account.toString(), until))))
                    .replaceWith(Optional.of(link)));
  }

  /// Approves an invitation.
  ///
  /// @param by account of the admin: another one than invited
  /// @return the code; none where there is nothing this admin may approve
  Uni<Optional<String>> approve(UUID account, String by, Map<String, String> attributes) {
    var code = code();
    return database
        .preparedQuery(
            """
            update invitation set code = $3
            where account = $1 and invited_by <> $2 and code is null and expires_at > $4
            """)
        .execute(Tuple.of(account, by, digest(account, code), utc(clock.instant())))
        .flatMap(result ->
            result.rowCount() == 0
                ? Uni.createFrom().item(Optional.empty())
                : Uni.createFrom()
                    .completionStage(() ->
                        store.append(
                            attributes, List.of(new InvitationApproved(account.toString()))))
                    .replaceWith(Optional.of(code.substring(0, 4) + "-" + code.substring(4))));
  }

  /// Whose link this is, while it is good.
  public Uni<Optional<UUID>> whose(Opaque link) {
    return database
        .preparedQuery(
            "select account from invitation where link = $1 and expires_at > $2 and " + UNUSED)
        .execute(Tuple.of(Buffer.buffer(link.digest()), utc(clock.instant())))
        .map(rows -> {
          var each = rows.iterator();
          return each.hasNext() ? Optional.of(each.next().getUUID("account")) : Optional.empty();
        });
  }

  /// Whether link and code belong together. Every question is a try, right or wrong.
  public Uni<Boolean> isRight(Opaque link, String typed) {
    return database
        .preparedQuery(
            """
            update invitation set tries = tries + 1
            where link = $1 and expires_at > $2 and tries < $3 and code is not null and
            """
                + UNUSED
                + " returning account, code")
        .execute(Tuple.of(Buffer.buffer(link.digest()), utc(clock.instant()), TRIES))
        .map(rows -> {
          var each = rows.iterator();
          return each.hasNext() && isRight(each.next(), typed);
        });
  }

  private boolean isRight(Row row, String typed) {
    var letters =
        typed
            .replaceAll("[\\s\u00a0-]", "")
            .toUpperCase(Locale.ROOT)
            .replace('O', '0')
            .replace('I', '1')
            .replace('L', '1');
    return MessageDigest.isEqual(
        digest(row.getUUID("account"), letters).getBytes(StandardCharsets.US_ASCII),
        row.getString("code").getBytes(StandardCharsets.US_ASCII));
  }

  /// It has served.
  public Uni<Void> end(UUID account) {
    return database
        .preparedQuery("delete from invitation where account = $1")
        .execute(Tuple.of(account))
        .replaceWithVoid();
  }

  private static String code() {
    var letters = new StringBuilder(CODE);
    for (var i = 0; i < CODE; i++) {
      letters.append(ALPHABET.charAt(RANDOM.nextInt(ALPHABET.length())));
    }
    return letters.toString();
  }

  private String digest(UUID account, String code) {
    return Keyed.code(key, account + " " + code);
  }

  private static OffsetDateTime utc(Instant instant) {
    return instant.atOffset(ZoneOffset.UTC);
  }
}
