package fr.vigie.identity.scim;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import fr.vigie.contracts.Attribute;
import fr.vigie.identity.account.Account;
import fr.vigie.identity.account.Accounts;
import fr.vigie.identity.account.Login;
import fr.vigie.identity.account.Organisations;
import fr.vigie.identity.account.Profile;
import fr.vigie.identity.lifecycle.AccountCommand;
import fr.vigie.identity.lifecycle.AccountCommand.Close;
import fr.vigie.identity.lifecycle.AccountCommand.RenameProfile;
import fr.vigie.identity.lifecycle.Lifecycles;
import fr.vigie.identity.platform.Periodic;
import fr.vigie.identity.platform.Trail;
import fr.vigie.identity.scim.ScimTable.Named;
import fr.vigie.identity.scim.ScimTable.Wanted;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// The door of the directory to accounts.
@ApplicationScoped
class ScimUsers {

  static final String DIRECTORY = "service:directory";

  private static final Duration SWEEP = Duration.ofSeconds(5);
  private static final Duration TELLING = Duration.ofSeconds(30);

  private final ScimTable table;
  private final Accounts accounts;
  private final Lifecycles lifecycles;
  private final Clock clock;

  ScimUsers(ScimTable table, Accounts accounts, Lifecycles lifecycles, Clock clock) {
    this.table = table;
    this.accounts = accounts;
    this.lifecycles = lifecycles;
    this.clock = clock;
  }

  void start(@Observes StartupEvent started, Vertx vertx) {
    Periodic.start(vertx, "names untold of", SWEEP, this::tellUntold);
  }

  /// @throws ScimError where there is none
  Uni<ScimUser> find(UUID id) {
    return find(new Wanted.ById(id)).map(found -> found.orElseThrow(ScimUsers::none));
  }

  Uni<Optional<ScimUser>> find(Wanted wanted) {
    return table
        .find(wanted)
        .flatMap(found ->
            found.map(this::withAccount).orElseGet(() -> Uni.createFrom().item(Optional.empty())));
  }

  Uni<List<ScimUser>> page(int offset, int limit) {
    return table
        .page(offset, limit)
        .onItem()
        .transformToMulti(found -> Multi.createFrom().iterable(found))
        .onItem()
        .transformToUniAndConcatenate(this::withAccount)
        .select()
        .where(Optional::isPresent)
        .map(Optional::get)
        .collect()
        .asList();
  }

  Uni<Integer> count() {
    return table.count();
  }

  // Empty where the making of it was interrupted: nobody has that account yet.
  private Uni<Optional<ScimUser>> withAccount(Named named) {
    return accounts
        .find(named.id())
        .map(found ->
            found.map(account ->
                new ScimUser(
                    named.id(),
                    named.login(),
                    named.displayName(),
                    named.externalId(),
                    !account.closed(),
                    account.organisation(),
                    account.agency(),
                    account.roles())));
  }

  /// Makes an account without roles and without factors.
  Uni<ScimUser> create(ObjectNode sent, Trail trail) {
    var wanted = named(new UUID(0, 0), sent);
    requireGivable(wanted.login());
    var extension = sent.get(ScimJson.ENTERPRISE);
    var organisation = ScimJson.text(extension, "organization").orElse("");
    var agency = ScimJson.text(extension, "department").orElse("");
    if (!Organisations.isAgencyOf(agency, organisation)) {
      throw ScimError.invalid(
          "organization and department of the enterprise extension: FT and its agency, or a Cap"
              + " emploi twice.");
    }
    if (!ScimJson.active(sent)) {
      throw ScimError.invalid("A new user is active.");
    }
    return free(wanted.externalId())
        .chain(() -> accounts.register(new Profile(wanted.login(), wanted.displayName())))
        .flatMap(id ->
            accounts
                .create(new Account(id, organisation, agency, List.of()), trail)
                .flatMap(created ->
                    created
                        ? table.find(new Wanted.ById(id))
                        : Uni.createFrom().failure(ScimTable.taken()))
                .flatMap(made ->
                    table.update(
                        made.orElseThrow(ScimUsers::none), wanted.of(id), Optional.empty()))
                .chain(() -> find(id)));
  }

  private Uni<Void> free(Optional<String> externalId) {
    return externalId.isEmpty()
        ? Uni.createFrom().voidItem()
        : table
            .find(new Wanted.ByExternalId(externalId.get()))
            .flatMap(found ->
                found.isEmpty()
                    ? Uni.createFrom().voidItem()
                    : Uni.createFrom().failure(ScimTable.taken()));
  }

  /// Makes a user what was sent, as far as the directory may. Fails where the user is not what was
  /// seen any more: nobody undoes what they have not seen.
  Uni<ScimUser> change(ScimUser before, ObjectNode sent, Trail trail) {
    var named = named(before.id(), sent);
    var active = ScimJson.active(sent);
    if (active && !before.active()) {
      throw new ScimError(
          409, "mutability", "The account is closed: an account admin reopens it, nobody else.");
    }
    requireThere(before, sent.get(ScimJson.ENTERPRISE));
    if (!named.login().equals(before.userName())) {
      requireGivable(named.login());
    }
    var seen = new Named(before.id(), before.userName(), before.displayName(), before.externalId());
    var done = named.equals(seen) ? Uni.createFrom().<Void>nullItem() : rename(seen, named, trail);
    return done.chain(() ->
            active ? Uni.createFrom().voidItem() : handle(before.id(), new Close("left"), trail))
        .chain(() -> find(before.id()));
  }

  // The row first: what loses a race, or wants a name that is taken, changed nothing to be told of.
  private Uni<Void> rename(Named before, Named after, Trail trail) {
    var now = clock.instant().truncatedTo(ChronoUnit.MICROS);
    return table.update(before, after, Optional.of(now)).chain(() -> tell(before.id(), now, trail));
  }

  private Uni<Void> tell(UUID id, Instant untold, Trail trail) {
    return handle(id, new RenameProfile(), trail).chain(() -> table.told(id, untold));
  }

  private Uni<Void> tellUntold() {
    return table
        .untold(clock.instant().minus(TELLING))
        .onItem()
        .transformToMulti(untold -> Multi.createFrom().iterable(untold.entrySet()))
        .onItem()
        .transformToUniAndConcatenate(
            each -> tell(each.getKey(), each.getValue(), Trail.ofTheService()))
        .collect()
        .last()
        .replaceWithVoid();
  }

  private static void requireGivable(String login) {
    if (!Login.mayBeGiven(login)) {
      throw ScimError.invalid("userName: French letters, digits and . _ @ + ' -.");
    }
  }

  // Whoever goes to work elsewhere gets another account there, without what this one could see.
  private static void requireThere(ScimUser before, @Nullable JsonNode extension) {
    if (ScimJson.text(extension, "organization")
            .filter(there -> !there.equals(before.organisation()))
            .isPresent()
        || ScimJson.text(extension, "department")
            .filter(there -> !there.equals(before.agency()))
            .isPresent()) {
      throw new ScimError(
          400,
          "mutability",
          "organization and department stay as they were made: a post elsewhere is another account.");
    }
  }

  /// Closes it, and shows it no more.
  Uni<Void> delete(UUID id, Trail trail) {
    return find(id)
        .chain(() -> handle(id, new Close("deleted"), trail))
        .chain(() -> table.delete(id));
  }

  Uni<Void> handle(UUID id, AccountCommand command, Trail trail) {
    return lifecycles
        .handle(id, command, attributes(trail), trail)
        .map(refusal -> {
          refusal.ifPresent(why -> {
            throw new ScimError(409, "mutability", why.sentence());
          });
          return null;
        })
        .replaceWithVoid();
  }

  private static Map<String, String> attributes(Trail trail) {
    var attributes = new TreeMap<>(trail.attributes());
    attributes.put(Attribute.ACTOR.key(), DIRECTORY);
    return attributes;
  }

  private static Named named(UUID id, ObjectNode sent) {
    var login =
        ScimJson.text(sent, "userName")
            .filter(Login::fits)
            .map(typed -> new Login(typed).value())
            .orElseThrow(() -> ScimError.invalid("userName: 1 to 200 characters."));
    var display =
        ScimJson.text(sent, "displayName")
            .or(() -> ScimJson.text(sent.get("name"), "formatted"))
            .orElse(login);
    if (!Profile.mayBeNamed(display)) {
      throw ScimError.invalid("displayName: 1 to 200 characters that can be seen.");
    }
    return new Named(id, login, display, externalId(sent));
  }

  private static Optional<String> externalId(ObjectNode sent) {
    var id = ScimJson.text(sent, "externalId").filter(given -> !given.isBlank());
    if (id.filter(given -> !Profile.mayBeNamed(given)).isPresent()) {
      throw ScimError.invalid("externalId: 1 to 200 characters that can be seen.");
    }
    return id;
  }

  private static ScimError none() {
    return ScimError.noSuch("user");
  }
}
