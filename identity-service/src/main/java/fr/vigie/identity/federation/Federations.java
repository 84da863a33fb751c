package fr.vigie.identity.federation;

import fr.vigie.contracts.identity.IdentityEvent.SignInFailed;
import fr.vigie.eventstore.EventStore;
import fr.vigie.identity.account.Accounts;
import fr.vigie.identity.federation.Assertion.Reason;
import fr.vigie.identity.federation.Assertion.Worth;
import fr.vigie.identity.federation.FederatedIdentities.Identity;
import fr.vigie.identity.guesses.Factor;
import fr.vigie.identity.guesses.Guesses;
import fr.vigie.identity.guesses.Permit;
import fr.vigie.identity.guesses.Told;
import fr.vigie.identity.passkey.PasskeyPolicy;
import fr.vigie.identity.platform.Opaque;
import fr.vigie.identity.platform.Trail;
import fr.vigie.identity.session.Sessions;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/// The door to signing in by another provider's word.
@ApplicationScoped
public class Federations {

  /// A provider people may come from, as the sign-in page offers it.
  public record Offer(String name, String label) {}

  /// What a person who comes back from there is told.
  sealed interface Answer {

    /// Signed in.
    record SignedIn(Opaque session) implements Answer {}

    /// Vouched for, and bound to no account: the secret keeps the place for a while.
    record Unbound(Opaque visitor) implements Answer {}

    /// Known, and of a role that signs in with a passkey kept here and in no other way.
    record AskForPasskey() implements Answer {}

    record Refused(Reason reason) implements Answer {}

    /// Nobody can be let in at the moment.
    record Away() implements Answer {}
  }

  private final Map<String, FederationSettings.Provider> providers;
  private final FederatedIdentities identities;
  private final Guesses guesses;
  private final Accounts accounts;
  private final Sessions sessions;
  private final PasskeyPolicy passkeys;
  private final EventStore store;
  private final Clock clock;

  Federations(
      FederationSettings settings,
      FederatedIdentities identities,
      Guesses guesses,
      Accounts accounts,
      Sessions sessions,
      PasskeyPolicy passkeys,
      EventStore store,
      Clock clock) {
    this.providers = Map.copyOf(settings.providers());
    this.identities = identities;
    this.guesses = guesses;
    this.accounts = accounts;
    this.sessions = sessions;
    this.passkeys = passkeys;
    this.store = store;
    this.clock = clock;
  }

  /// The providers people may come from, by name.
  public List<Offer> offers() {
    return providers.entrySet().stream()
        .sorted(Map.Entry.comparingByKey())
        .map(entry -> new Offer(entry.getKey(), entry.getValue().label()))
        .toList();
  }

  Optional<FederationSettings.Provider> provider(String name) {
    return Optional.ofNullable(providers.get(name));
  }

  /// Signs in whoever the assertion is about, where it is worth two factors and bound to an
  /// account.
  Uni<Answer> signIn(
      String name, FederationSettings.Provider provider, Assertion assertion, Trail trail) {
    var standsInFront = provider.idpClaim().isPresent();
    var issuer = provider.issuer().toString();
    return switch (assertion.worth(provider.acr(), standsInFront, issuer, clock.instant())) {
      case Worth.Nothing(var reason) ->
          failed(identities.of(name, issuer, assertion.subject()), reason.word(), trail)
              .replaceWith(new Answer.Refused(reason));
      case Worth.TwoFactors sound ->
          permitted(identities.of(name, sound.idp(), sound.subject()), sound, trail);
    };
  }

  // There is nothing to guess here, yet nobody comes in unseen by what counts attempts, or while it
  // is away.
  private Uni<Answer> permitted(Identity identity, Worth.TwoFactors sound, Trail trail) {
    var key = identity.subject();
    return guesses
        .ask(key, Factor.FEDERATION, trail)
        .flatMap(permit ->
            switch (permit) {
              case Permit.Granted granted ->
                  guesses
                      .tell(granted, key, true, true, trail)
                      .flatMap(told ->
                          switch (told) {
                            case Told.Taken _ -> bound(identity, sound, trail);
                            case Told.NotTaken _ -> away(key, trail);
                          });
              case Permit.Denied _, Permit.Unheard _ -> away(key, trail);
            });
  }

  private Uni<Answer> bound(Identity identity, Worth.TwoFactors sound, Trail trail) {
    return identities
        .account(identity)
        .flatMap(account ->
            account.isPresent()
                ? open(identity, account.get(), sound, trail)
                : unbound(identity, trail));
  }

  private Uni<Answer> open(Identity identity, UUID id, Worth.TwoFactors sound, Trail trail) {
    return accounts
        .find(id)
        .map(Optional::orElseThrow)
        .flatMap(account ->
            passkeys.isRequired(account.roles())
                ? failed(identity, "passkey-required", trail)
                    .replaceWith(new Answer.AskForPasskey())
                : sessions
                    .open(account, sound.shown(), sound.at(), trail)
                    .map(opened -> new Answer.SignedIn(opened.secret())));
  }

  private Uni<Answer> unbound(Identity identity, Trail trail) {
    return failed(identity, "unbound-identity", trail)
        .chain(() -> identities.await(identity))
        .map(Answer.Unbound::new);
  }

  private Uni<Answer> away(String key, Trail trail) {
    return append(new SignInFailed(key, Factor.FEDERATION.word(), "unavailable"), trail)
        .replaceWith(new Answer.Away());
  }

  private Uni<Void> failed(Identity identity, String reason, Trail trail) {
    return append(new SignInFailed(identity.subject(), Factor.FEDERATION.word(), reason), trail);
  }

  private Uni<Void> append(SignInFailed event, Trail trail) {
    return Uni.createFrom()
        .completionStage(() -> store.append(trail.attributes(), List.of(event)))
        .replaceWithVoid();
  }
}
