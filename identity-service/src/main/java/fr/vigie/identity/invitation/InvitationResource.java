package fr.vigie.identity.invitation;

import fr.vigie.eventstore.StoreUnavailableException;
import fr.vigie.identity.account.Account;
import fr.vigie.identity.account.Accounts;
import fr.vigie.identity.account.Login;
import fr.vigie.identity.account.Organisations;
import fr.vigie.identity.account.Profile;
import fr.vigie.identity.lifecycle.Admins;
import fr.vigie.identity.platform.IdentitySettings;
import fr.vigie.identity.platform.Patience;
import fr.vigie.kit.Caller;
import fr.vigie.kit.Problems;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Where admins make accounts and invite their holders: one has the link, another the code.
@Path("/admin/v1/invitations")
@RolesAllowed("account-admin")
class InvitationResource {

  /// An account to be made, without roles and without factors.
  record Wanted(
      @Nullable String login,
      @Nullable String displayName,
      @Nullable String organisation,
      @Nullable String agency) {}

  /// @param account its reference
  /// @param link for the holder, from this admin; never the code with it
  record Invited(String account, String link) {}

  /// @param code for the holder, from this admin; never the link with it
  record Approved(String code) {}

  private static final Wanted NOTHING = new Wanted(null, null, null, null);

  private final Invitations invitations;
  private final Accounts accounts;
  private final Admins admins;
  private final String issuer;

  InvitationResource(
      Invitations invitations, Accounts accounts, Admins admins, IdentitySettings settings) {
    this.invitations = invitations;
    this.accounts = accounts;
    this.admins = admins;
    this.issuer = settings.url().toString();
  }

  /// Makes an account and invites its holder. The answer is the one place where the link is.
  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  public Uni<Response> make(@Nullable Wanted given) {
    var admin = admins.changing();
    var wanted = given == null ? NOTHING : given;
    var organisation = wanted.organisation() == null ? "" : wanted.organisation();
    var agency = wanted.agency() == null ? "" : wanted.agency();
    var login = wanted.login();
    var name = wanted.displayName();
    if (login == null || !Login.mayBeGiven(login) || name == null || !Profile.mayBeNamed(name)) {
      throw bad(
          "login and displayName, each of 1 to 200 characters; a login of French letters, digits"
              + " and . _ @ + ' -");
    }
    if (!Organisations.isAgencyOf(agency, organisation)
        || !Organisations.looksAfter(admin.organisation(), organisation)) {
      throw bad("organisation and agency, of those you look after");
    }
    return answered(
        accounts
            .register(new Profile(new Login(login).value(), name))
            .map(id -> new Account(id, organisation, agency, List.of()))
            .flatMap(account ->
                accounts
                    .create(account, admin.attributes())
                    .flatMap(created -> {
                      if (!created) {
                        throw Problems.of(
                            409,
                            "login-taken",
                            "A login is another account's",
                            "Choose another login.");
                      }
                      return invite(account, admin);
                    })));
  }

  /// Invites the holder of an account that is there and has no factors. An earlier invitation is
  /// void.
  @POST
  @Path("/{account}")
  public Uni<Response> invite(@PathParam("account") String reference) {
    var admin = admins.changing();
    return answered(admins.account(admin, reference).flatMap(account -> invite(account, admin)));
  }

  private Uni<Response> invite(Account account, Caller admin) {
    return account.closed()
        ? Uni.createFrom().failure(notToBeInvited())
        : invitations
            .invite(account.id(), admin.account(), admin.attributes())
            .map(link ->
                Response.status(201)
                    .entity(
                        new Invited(
                            account.id().toString(),
                            issuer
                                + "/welcome?link="
                                + link.orElseThrow(InvitationResource::notToBeInvited).value()))
                    .build());
  }

  private static RuntimeException notToBeInvited() {
    return Problems.of(
        409,
        "not-to-be-invited",
        "This account is not invited",
        "It is closed, or has a factor already: whoever lost one goes to the service desk.");
  }

  /// Approves the invitation. The answer is the one place where the code is.
  @POST
  @Path("/{account}/approval")
  public Uni<Response> approve(@PathParam("account") String reference) {
    var admin = admins.changing();
    return answered(
            admins
                .account(admin, reference)
                .flatMap(account ->
                    invitations.approve(account.id(), admin.account(), admin.attributes())))
        .map(code ->
            Response.ok(
                    new Approved(
                        code.orElseThrow(() ->
                            Problems.of(
                                403,
                                "not-to-be-approved",
                                "Nothing here is yours to approve",
                                "There is no invitation that waits, or you made it yourself:"
                                    + " another admin has to approve."))))
                .build());
  }

  private static RuntimeException bad(String what) {
    return Problems.of(422, "bad-body", "The request says too little", "It needs " + what + ".");
  }

  private static <T> Uni<T> answered(Uni<T> answer) {
    return answer
        .onFailure(Patience::isAway)
        .transform(away -> new StoreUnavailableException("accounts cannot be read", away));
  }
}
