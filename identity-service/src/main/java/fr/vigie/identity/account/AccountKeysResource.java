package fr.vigie.identity.account;

import fr.vigie.kit.Problems;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.MediaType;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Tells lockout-service which key an account, or a login, is counted under: an officer knows the
/// account and not the key. A login that is nobody's has a key like any other.
@Path("/admin/v1/account-keys")
class AccountKeysResource {

  private final Accounts accounts;
  private final AccountKeys keys;

  AccountKeysResource(Accounts accounts, AccountKeys keys) {
    this.accounts = accounts;
    this.keys = keys;
  }

  /// One of the two.
  record Question(@Nullable String account, @Nullable String login) {}

  record Answer(String accountKey) {}

  @POST
  @RolesAllowed("service:lockout-service")
  @Consumes(MediaType.APPLICATION_JSON)
  public Uni<Answer> key(@Nullable Question question) {
    var login = question == null ? null : question.login();
    if (login != null) {
      return Uni.createFrom().item(answer(Optional.of(login)));
    }
    var account = question == null ? null : question.account();
    if (account == null || !account.matches("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}")) {
      throw Problems.of(400, "invalid-field", "A field is not valid", "account: a reference");
    }
    return accounts
        .profile(UUID.fromString(account))
        .map(profile -> answer(profile.map(Profile::login)));
  }

  private Answer answer(Optional<String> login) {
    return login
        .filter(Login::fits)
        .map(word -> new Answer(keys.of(new Login(word))))
        .orElseThrow(
            () -> Problems.of(404, "no-such-account", "No such account", "Check the reference."));
  }
}
