package fr.vigie.identity.account;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import fr.vigie.eventstore.StoreUnavailableException;
import fr.vigie.identity.password.Passwords;
import fr.vigie.identity.platform.Patience;
import fr.vigie.identity.platform.Trail;
import fr.vigie.identity.platform.Trails;
import fr.vigie.identity.post.Contacts;
import fr.vigie.identity.totp.Totps;
import fr.vigie.kit.Problems;
import io.quarkiverse.resteasy.problem.HttpProblem;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import java.util.ArrayList;
import java.util.List;

/// Takes in a whole population: one JSON object a line. May be repeated; what is there stays.
@Path("/admin/v1/accounts/import")
class AccountImportResource {

  record Imported(int imported, int kept) {}

  private static final int UNDER_WAY = 2;

  private final Accounts accounts;
  private final Passwords passwords;
  private final Totps totps;
  private final Contacts contacts;
  private final ObjectMapper json;
  private final Trails trails;

  AccountImportResource(
      Accounts accounts,
      Passwords passwords,
      Totps totps,
      Contacts contacts,
      ObjectMapper json,
      Trails trails) {
    this.accounts = accounts;
    this.passwords = passwords;
    this.totps = totps;
    this.contacts = contacts;
    this.json = json;
    this.trails = trails;
  }

  @POST
  @RolesAllowed("service:launcher")
  @Consumes("application/x-ndjson")
  public Uni<Imported> take(String lines) {
    var trail = trails.current();
    return Multi.createFrom()
        .iterable(read(lines))
        .onItem()
        .transformToUni(line -> take(line, trail))
        .merge(UNDER_WAY)
        .collect()
        .asList()
        .onFailure(Patience::isAway)
        .transform(away -> new StoreUnavailableException("an import stopped", away))
        .map(made -> {
          var imported = (int) made.stream().filter(created -> created).count();
          return new Imported(imported, made.size() - imported);
        });
  }

  // Every line is read before any is taken: a file with a bad line changes nothing.
  private List<ImportedAccount> read(String lines) {
    var all = new ArrayList<ImportedAccount>();
    var number = 0;
    for (var line : lines.split("\n", -1)) {
      number++;
      if (line.isBlank()) {
        continue;
      }
      var account = parse(line, number);
      var objection = account.objection();
      if (objection.isPresent()) {
        throw badLine(number, objection.get());
      }
      all.add(account);
    }
    return all;
  }

  private ImportedAccount parse(String line, int number) {
    try {
      return requireNonNull(json.readValue(line, ImportedAccount.class));
    } catch (JsonProcessingException | NullPointerException _) {
      throw badLine(number, "not a JSON object of an account");
    }
  }

  private static HttpProblem badLine(int number, String objection) {
    return Problems.of(
        422,
        "bad-line",
        "A line cannot be taken",
        "Line %d: %s. Nothing was imported.".formatted(number, objection));
  }

  private Uni<Boolean> take(ImportedAccount line, Trail trail) {
    var id = requireNonNull(line.account());
    var account =
        new Account(
            id,
            requireNonNull(line.organisation()),
            requireNonNull(line.agency()),
            requireNonNull(line.roles()));
    return accounts
        .isKept(id)
        .flatMap(kept -> kept ? Uni.createFrom().voidItem() : keep(line))
        .chain(() -> keepContact(line))
        .chain(() -> accounts.create(account, trail));
  }

  private Uni<Void> keepContact(ImportedAccount line) {
    return line.mail() == null
        ? Uni.createFrom().voidItem()
        : contacts.keep(
            requireNonNull(line.account()),
            new Contacts.Contact(line.mail(), requireNonNull(line.notices())));
  }

  private Uni<Void> keep(ImportedAccount line) {
    var id = requireNonNull(line.account());
    var profile =
        new Profile(
            new Login(requireNonNull(line.login())).value(), requireNonNull(line.displayName()));
    return passwords
        .seal(id, requireNonNull(line.password()))
        .map(password ->
            new Secrets(id, password, totps.seal(id, requireNonNull(line.totpSecret()))))
        .flatMap(secrets -> accounts.keep(profile, secrets))
        .invoke(kept -> {
          if (!kept) {
            throw Problems.of(
                409,
                "login-taken",
                "A login is another account's",
                "Account " + id + " asks for a login that another account has.");
          }
        })
        .replaceWithVoid();
  }
}
