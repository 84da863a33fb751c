package fr.vigie.identity.lifecycle;

import fr.vigie.eventstore.StoreUnavailableException;
import fr.vigie.identity.lifecycle.AccountCommand.Close;
import fr.vigie.identity.lifecycle.AccountCommand.DecideRequest;
import fr.vigie.identity.lifecycle.AccountCommand.Reopen;
import fr.vigie.identity.lifecycle.AccountCommand.RequestRoles;
import fr.vigie.identity.lifecycle.AccountCommand.ReviewRoles;
import fr.vigie.identity.lifecycle.AccountCommand.WithdrawRoles;
import fr.vigie.identity.lifecycle.ListedAccounts.Listed;
import fr.vigie.identity.lifecycle.ListedAccounts.Place;
import fr.vigie.identity.lifecycle.ListedAccounts.Waiting;
import fr.vigie.identity.platform.Patience;
import fr.vigie.identity.platform.References;
import fr.vigie.identity.platform.Trails;
import fr.vigie.kit.Caller;
import fr.vigie.kit.Problems;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Where those who look after accounts see them and change what they may do.
@Path("/admin/v1")
@RolesAllowed("account-admin")
class AccountResource {

  /// A page of accounts.
  ///
  /// @param next the cursor of the next page; null at the end
  record Page(List<Listed> accounts, @Nullable String next) {}

  /// @param roles wanted for the account
  record RolesWanted(@Nullable List<String> roles) {}

  /// @param request its reference
  record Requested(String request) {}

  /// @param approved whether the roles are given
  record Decided(@Nullable Boolean approved) {}

  /// A page of role requests that wait.
  ///
  /// @param next the cursor of the next page; null at the end
  record Requests(List<Waiting> requests, @Nullable String next) {}

  private static final String CSV = "text/csv";
  private static final Pattern PLACE = Pattern.compile("(\\d{4}-[0-9T:.-]+Z)_(.+)");

  private final Lifecycles lifecycles;
  private final ListedAccounts listed;
  private final Admins admins;
  private final Trails trails;

  AccountResource(Lifecycles lifecycles, ListedAccounts listed, Admins admins, Trails trails) {
    this.lifecycles = lifecycles;
    this.listed = listed;
    this.admins = admins;
    this.trails = trails;
  }

  /// All accounts.
  @GET
  @Path("/accounts")
  public Uni<Page> list(@QueryParam("cursor") @Nullable String cursor) {
    var after = cursor == null ? ListedAccounts.FIRST : id(cursor);
    return answered(listed.page(scope(), after))
        .map(page -> new Page(page, next(page, last -> last.account().toString())));
  }

  private Optional<String> scope() {
    return Admins.scope(admins.looking());
  }

  private static <T> @Nullable String next(List<T> page, Function<T, String> cursor) {
    return page.size() < ListedAccounts.A_PAGE ? null : cursor.apply(page.getLast());
  }

  /// Somebody has left.
  @PUT
  @Path("/accounts/{account}/closure")
  public Uni<Response> close(@PathParam("account") String account) {
    return change(admins.changing(), account, new Close("left"));
  }

  /// Somebody comes back, without the roles they had.
  @DELETE
  @Path("/accounts/{account}/closure")
  public Uni<Response> reopen(@PathParam("account") String account) {
    return change(admins.changing(), account, new Reopen());
  }

  /// Asks for roles; somebody else approves.
  ///
  /// @param key the same again is the same request
  @POST
  @Path("/accounts/{account}/role-requests")
  @Consumes(MediaType.APPLICATION_JSON)
  public Uni<Response> request(
      @PathParam("account") String account,
      @HeaderParam("Idempotency-Key") @Nullable String key,
      @Nullable RolesWanted wanted) {
    var admin = admins.changing();
    var roles = wanted == null ? null : wanted.roles();
    if (roles == null || roles.stream().anyMatch(java.util.Objects::isNull)) {
      throw badBody("roles: a list of roles");
    }
    var request = reference(admin, account, key);
    return change(admin, account, new RequestRoles(request, List.copyOf(roles), admin.account()))
        .map(_ -> Response.status(201).entity(new Requested(request)).build());
  }

  private static String reference(Caller admin, String account, @Nullable String key) {
    return key == null
        ? UUID.randomUUID().toString()
        : UUID.nameUUIDFromBytes(
                (admin.account() + "\n" + account + "\n" + key).getBytes(StandardCharsets.UTF_8))
            .toString();
  }

  /// The requests that wait.
  @GET
  @Path("/role-requests")
  public Uni<Requests> requests(@QueryParam("cursor") @Nullable String cursor) {
    return answered(listed.waiting(scope(), place(cursor)))
        .map(page -> new Requests(page, next(page, last -> cursor(Place.after(last)))));
  }

  /// Approves one, or refuses it.
  @PUT
  @Path("/accounts/{account}/role-requests/{request}/decision")
  @Consumes(MediaType.APPLICATION_JSON)
  public Uni<Response> decide(
      @PathParam("account") String account,
      @PathParam("request") String request,
      @Nullable Decided decided) {
    var admin = admins.changing();
    if (decided == null || decided.approved() == null) {
      throw badBody("approved: true or false");
    }
    return change(admin, account, new DecideRequest(request, decided.approved(), admin.account()));
  }

  /// Takes a role away, at once.
  @DELETE
  @Path("/accounts/{account}/roles/{role}")
  public Uni<Response> withdraw(
      @PathParam("account") String account, @PathParam("role") String role) {
    return change(admins.changing(), account, new WithdrawRoles(List.of(role)));
  }

  /// Accounts whose roles nobody has looked at for a year.
  @GET
  @Path("/review")
  @Produces(MediaType.APPLICATION_JSON)
  public Uni<Page> review(@QueryParam("cursor") @Nullable String cursor) {
    return answered(listed.dueForReview(scope(), place(cursor)))
        .map(page -> new Page(page, next(page, last -> cursor(Place.after(last)))));
  }

  /// All of them, for a spreadsheet: whole or not at all, since half of it would pass for the
  /// whole.
  @GET
  @Path("/review")
  @Produces(CSV)
  public Uni<String> reviewAsCsv() {
    var scope = scope();
    return answered(
            Multi.createBy()
                .repeating()
                .uni(
                    () -> new AtomicReference<>(Place.START),
                    place ->
                        listed
                            .dueForReview(scope, place.get())
                            .invoke(page ->
                                page.stream()
                                    .reduce((_, last) -> last)
                                    .ifPresent(last -> place.set(Place.after(last)))))
                .whilst(page -> page.size() == ListedAccounts.A_PAGE)
                .collect()
                .asList())
        .map(pages -> ReviewCsv.of(pages.stream().flatMap(List::stream).toList()));
  }

  /// Somebody looked at an account's roles, and they stay.
  @PUT
  @Path("/accounts/{account}/review")
  public Uni<Response> reviewed(@PathParam("account") String account) {
    var admin = admins.changing();
    return change(admin, account, new ReviewRoles(admin.account()));
  }

  private Uni<Response> change(Caller admin, String reference, AccountCommand command) {
    var trail = trails.current();
    return answered(
            admins
                .account(admin, reference)
                .flatMap(
                    account -> lifecycles.handle(account.id(), command, admin.attributes(), trail)))
        .map(refusal ->
            refusal.map(AccountResource::refused).orElseGet(() -> Response.noContent().build()));
  }

  private static Response refused(AccountRefusal why) {
    var status =
        switch (why) {
          case NO_ACCOUNT, NO_REQUEST -> 404;
          case BAD_ROLES -> 422;
          case SAME_PERSON, OWN_ACCOUNT -> 403;
          case CLOSED, NOT_CLOSED -> 409;
        };
    throw Problems.of(
        status,
        why.name().toLowerCase(java.util.Locale.ROOT).replace('_', '-'),
        "This cannot be done to the account",
        why.sentence());
  }

  private static RuntimeException badBody(String what) {
    return Problems.of(422, "bad-body", "The request says too little", "It needs " + what + ".");
  }

  private static String cursor(Place place) {
    return place.at() + "_" + place.reference();
  }

  private static Place place(@Nullable String cursor) {
    if (cursor == null) {
      return Place.START;
    }
    var parts = PLACE.matcher(cursor);
    if (!parts.matches()) {
      throw noSuchPage();
    }
    try {
      return new Place(Instant.parse(parts.group(1)), id(parts.group(2)));
    } catch (DateTimeParseException _) {
      throw noSuchPage();
    }
  }

  private static UUID id(String cursor) {
    return References.of(cursor).orElseThrow(AccountResource::noSuchPage);
  }

  private static RuntimeException noSuchPage() {
    return Problems.of(
        400, "bad-cursor", "No such page", "Take the cursor from the answer before.");
  }

  private static <T> Uni<T> answered(Uni<T> answer) {
    return answer
        .onFailure(Patience::isAway)
        .transform(away -> new StoreUnavailableException("accounts cannot be read", away));
  }
}
