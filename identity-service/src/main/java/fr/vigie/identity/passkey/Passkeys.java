package fr.vigie.identity.passkey;

import com.webauthn4j.data.AuthenticationData;
import fr.vigie.contracts.identity.IdentityEvent.FactorAdded;
import fr.vigie.contracts.identity.IdentityEvent.FactorRemoved;
import fr.vigie.eventstore.EventStore;
import fr.vigie.identity.account.Profile;
import fr.vigie.identity.page.Pages;
import fr.vigie.identity.passkey.Judgement.Bad;
import fr.vigie.identity.passkey.Judgement.Good;
import fr.vigie.identity.platform.IdentitySettings;
import fr.vigie.identity.platform.Trail;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.List;
import java.util.UUID;

/// The door to passkeys.
@ApplicationScoped
public class Passkeys {

  /// The word for this factor in events.
  public static final String FACTOR = "passkey";

  /// A passkey that somebody shows, before anything is verified.
  public sealed interface Shown {

    /// It says to be this one, of this account.
    record Claimed(Passkey passkey, String json) implements Shown {}

    /// There is none such.
    record Nobodys(String credential, PasskeyRefusal why) implements Shown {}
  }

  private final PasskeyTable table;
  private final Challenges challenges;
  private final Ceremonies ceremonies;
  private final PasskeyOptions options;
  private final PasskeySettings settings;
  private final Models models;
  private final EventStore store;
  private final Clock clock;

  Passkeys(
      PasskeyTable table,
      Challenges challenges,
      IdentitySettings identity,
      PasskeySettings settings,
      Models models,
      EventStore store,
      Clock clock) {
    var host = identity.url().getHost();
    this.table = table;
    this.challenges = challenges;
    this.ceremonies = new Ceremonies(Pages.originOf(identity.url()), host, models.makers());
    this.options = new PasskeyOptions(host);
    this.settings = settings;
    this.models = models;
    this.store = store;
    this.clock = clock;
  }

  /// What a browser needs to ask for a passkey, as JSON.
  ///
  /// @param bound what it is for, and the secret of the browser it is sent to
  public String toShow(String bound) {
    return options.toShow(challenges.issue(bound));
  }

  /// What a browser needs to make a passkey, as JSON.
  public Uni<String> toMake(UUID account, Profile profile, String bound) {
    return Uni.combine()
        .all()
        .unis(table.of(account), models.areAskedOf(account))
        .with((there, attested) ->
            options.toMake(challenges.issue(bound), account, profile, there, attested));
  }

  /// Whose passkey this is said to be.
  ///
  /// @param json what the browser's `navigator.credentials.get` gave
  public Uni<Shown> look(String json) {
    var read = ceremonies.readShown(json);
    if (read.isEmpty()) {
      return Uni.createFrom().item(new Shown.Nobodys("", PasskeyRefusal.MALFORMED));
    }
    var credential = Ceremonies.credential(read.get());
    return table
        .find(credential)
        .map(known ->
            known
                .filter(passkey -> isTheirs(read.get(), passkey))
                .<Shown>map(passkey -> new Shown.Claimed(passkey, json))
                .orElse(new Shown.Nobodys(credential, PasskeyRefusal.UNKNOWN)));
  }

  // Where the authenticator tells whom it holds the key for, it has to be the account.
  private static boolean isTheirs(AuthenticationData data, Passkey passkey) {
    var holder = Ceremonies.holder(data);
    return holder.isEmpty() || holder.equals(PasskeyOptions.handle(passkey.account()));
  }

  /// Whether the passkey is what it says to be, now, for this browser. Good uses its challenge and
  /// its counter up; so does bad, for the challenge.
  public Uni<Judgement> verify(Shown.Claimed claimed, String bound) {
    var data = ceremonies.readShown(claimed.json()).orElseThrow();
    var challenge = Ceremonies.challenge(data.getCollectedClientData());
    return challenges
        .spend(challenge, bound)
        .flatMap(ours -> {
          if (!ours) {
            return bad(PasskeyRefusal.CHALLENGE);
          }
          var judged = ceremonies.judgeShown(data, claimed.passkey(), challenge, clock.instant());
          return judged instanceof Good(var passkey)
              ? table.used(passkey).map(rose -> rose ? judged : new Bad(PasskeyRefusal.CLONED))
              : Uni.createFrom().item(judged);
        });
  }

  /// Adds a passkey to an account. Its event is durable before it opens anything.
  ///
  /// @param json what the browser's `navigator.credentials.create` gave
  public Uni<Judgement> add(UUID account, String json, String bound, Trail trail) {
    var read = ceremonies.readNew(json);
    if (read.isEmpty()) {
      return bad(PasskeyRefusal.MALFORMED);
    }
    var challenge = Ceremonies.challenge(read.get().getCollectedClientData());
    return challenges
        .spend(challenge, bound)
        .flatMap(ours ->
            ours
                ? models
                    .areAskedOf(account)
                    .map(attested ->
                        ceremonies.judgeNew(
                            read.get(), account, challenge, attested, clock.instant()))
                    .flatMap(judged ->
                        judged instanceof Good(var passkey)
                            ? addGood(passkey, trail)
                            : Uni.createFrom().item(judged))
                : bad(PasskeyRefusal.CHALLENGE));
  }

  private Uni<Judgement> addGood(Passkey passkey, Trail trail) {
    return table
        .find(passkey.credential())
        .flatMap(
            twin -> twin.isPresent() ? Uni.createFrom().item(false) : hasRoom(passkey.account()))
        .flatMap(room -> room ? keep(passkey, trail) : bad(PasskeyRefusal.SURPLUS));
  }

  private Uni<Boolean> hasRoom(UUID account) {
    return table.of(account).map(there -> there.size() < settings.most());
  }

  private Uni<Judgement> keep(Passkey passkey, Trail trail) {
    var event =
        new FactorAdded(passkey.account().toString(), FACTOR, passkey.reference().toString());
    return Uni.createFrom()
        .completionStage(() -> store.append(trail.attributes(passkey.account()), List.of(event)))
        .chain(() -> table.insert(passkey))
        .map(kept -> kept ? new Good(passkey) : new Bad(PasskeyRefusal.SURPLUS));
  }

  /// The account's passkeys, the oldest first.
  public Uni<List<Passkey>> of(UUID account) {
    return table.of(account);
  }

  /// Takes a passkey away from its account; where it is not there, nothing happens.
  ///
  /// @return whether it was there
  public Uni<Boolean> remove(UUID account, UUID reference, Trail trail) {
    return remove(account, reference, "by-owner", trail);
  }

  /// Takes all of an account's passkeys away.
  ///
  /// @param cause a word
  public Uni<Void> removeAll(UUID account, String cause, Trail trail) {
    return of(account)
        .onItem()
        .transformToMulti(all -> Multi.createFrom().iterable(all))
        .onItem()
        .transformToUniAndConcatenate(one -> remove(account, one.reference(), cause, trail))
        .collect()
        .last()
        .replaceWithVoid();
  }

  // The event first: one that is told of and still there is taken away again, one that is gone
  // without a word is not.
  private Uni<Boolean> remove(UUID account, UUID reference, String cause, Trail trail) {
    var event = new FactorRemoved(account.toString(), FACTOR, reference.toString(), cause);
    return of(account)
        .flatMap(all ->
            all.stream().anyMatch(one -> one.reference().equals(reference))
                ? Uni.createFrom()
                    .completionStage(() -> store.append(trail.attributes(account), List.of(event)))
                    .chain(() -> table.delete(account, reference))
                : Uni.createFrom().item(false));
  }

  private static Uni<Judgement> bad(PasskeyRefusal why) {
    return Uni.createFrom().item(new Bad(why));
  }
}
