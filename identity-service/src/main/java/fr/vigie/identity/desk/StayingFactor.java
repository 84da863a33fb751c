package fr.vigie.identity.desk;

import fr.vigie.contracts.identity.IdentityEvent.SignInFailed;
import fr.vigie.eventstore.EventStore;
import fr.vigie.identity.account.Accounts;
import fr.vigie.identity.account.KeptPassword;
import fr.vigie.identity.account.Login;
import fr.vigie.identity.guesses.Factor;
import fr.vigie.identity.guesses.Guesses;
import fr.vigie.identity.guesses.Permit;
import fr.vigie.identity.guesses.Told;
import fr.vigie.identity.password.Passwords;
import fr.vigie.identity.password.Turn;
import fr.vigie.identity.platform.Trail;
import fr.vigie.identity.totp.OneTimeCode;
import fr.vigie.identity.totp.Totps;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;

/// Has the factor shown that a reset leaves in place. Guesses at it count as they do at a sign-in,
/// in the same count (R2).
@ApplicationScoped
class StayingFactor {

  /// Whether it was shown.
  enum Shown {
    RIGHT,
    WRONG,
    AWAY,
    BUSY
  }

  private final Guesses guesses;
  private final Totps totps;
  private final Passwords passwords;
  private final Accounts accounts;
  private final EventStore store;

  StayingFactor(
      Guesses guesses, Totps totps, Passwords passwords, Accounts accounts, EventStore store) {
    this.guesses = guesses;
    this.totps = totps;
    this.passwords = passwords;
    this.accounts = accounts;
    this.store = store;
  }

  Uni<Shown> code(UUID account, String key, OneTimeCode code, Trail trail) {
    return guesses
        .ask(key, Factor.CODE, trail)
        .flatMap(
            permit -> after(permit, key, Factor.CODE, () -> totps.spend(account, code), trail));
  }

  Uni<Shown> password(UUID account, String login, String key, String password, Trail trail) {
    var turn = passwords.take();
    return turn.isEmpty()
        ? Uni.createFrom().item(Shown.BUSY)
        : guesses
            .askForPassword(key, password, trail)
            .flatMap(permit ->
                after(
                    permit,
                    key,
                    Factor.PASSWORD,
                    () -> look(turn.get(), account, login, password),
                    trail))
            .onTermination()
            .invoke(turn.get()::over);
  }

  private Uni<Boolean> look(Turn turn, UUID account, String login, String password) {
    return accounts
        .password(new Login(login))
        .flatMap(kept ->
            passwords.look(turn, Optional.of(account), kept.map(KeptPassword::sealed), password))
        .map(Passwords.Looked::right);
  }

  private Uni<Shown> after(
      Permit permit, String key, Factor factor, Supplier<Uni<Boolean>> check, Trail trail) {
    return switch (permit) {
      case Permit.Granted granted ->
          check
              .get()
              .flatMap(right ->
                  guesses
                      .tell(granted, key, right, false, trail)
                      .flatMap(told ->
                          told instanceof Told.NotTaken
                              ? failed(key, factor, "unavailable", Shown.AWAY, trail)
                              : right
                                  ? Uni.createFrom().item(Shown.RIGHT)
                                  : failed(key, factor, "wrong-secret", Shown.WRONG, trail)));
      case Permit.Denied _ -> failed(key, factor, "refused", Shown.WRONG, trail);
      case Permit.Unheard _ -> failed(key, factor, "unavailable", Shown.AWAY, trail);
    };
  }

  private Uni<Shown> failed(String key, Factor factor, String reason, Shown as, Trail trail) {
    var event = new SignInFailed(key, factor.word(), reason);
    return Uni.createFrom()
        .completionStage(() -> store.append(trail.attributes(), List.of(event)))
        .replaceWith(as);
  }
}
