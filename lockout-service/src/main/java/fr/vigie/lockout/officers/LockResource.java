package fr.vigie.lockout.officers;

import fr.vigie.kit.Problems;
import fr.vigie.lockout.locks.AccountKey;
import fr.vigie.lockout.locks.AccountStatus;
import fr.vigie.lockout.locks.Bound;
import fr.vigie.lockout.locks.LockAnswer;
import fr.vigie.lockout.locks.LockCommand;
import fr.vigie.lockout.locks.Locks;
import fr.vigie.lockout.locks.Origin;
import fr.vigie.lockout.officers.Asking.Person;
import fr.vigie.lockout.policy.Policies;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Locks: which there are, how an account stands and how much can be guessed at it, and the three
/// things an officer may do. None gives a credential, and none removes a factor (R7).
@Path("/v1/locks")
@RolesAllowed(FreezeResource.OFFICER)
class LockResource {

  private static final Duration DAY = Duration.ofDays(1);
  private static final int MOST_HOURS = 12;
  private static final Set<String> REASONS =
      Set.of("holder-verified", "attack-over", "under-attack", "device-lost", "mistake");

  private final Locks locks;
  private final Policies policies;
  private final ListedLocks listed;
  private final AccountKeys keys;
  private final Asking asking;

  LockResource(
      Locks locks, Policies policies, ListedLocks listed, AccountKeys keys, Asking asking) {
    this.locks = locks;
    this.policies = policies;
    this.listed = listed;
    this.keys = keys;
    this.asking = asking;
  }

  /// A page of the locks in force.
  record LocksAnswer(List<ListedLocks.Listed> locks, @Nullable String next) {}

  /// Whose account it is: one of the two. A login goes in the body, never in an address.
  record LookUp(@Nullable String account, @Nullable String login) {}

  /// How an account stands.
  ///
  /// @param atMostByStrangers wrong guesses that can be verified in 24 hours from all unknown
  ///   devices together, by the policy in force, whatever is tried
  /// @param atMostByDevice the same from each device that has signed in before
  /// @param events what led to it, of the last days
  record StandingAnswer(
      AccountStatus status,
      int atMostByStrangers,
      int atMostByDevice,
      List<FreezeResource.Happened> events) {

    StandingAnswer {
      events = List.copyOf(events);
    }
  }

  /// @param reason a word
  /// @param hours of an extension: how much longer from now
  record LockRequest(@Nullable String reason, @Nullable Integer hours) {}

  @GET
  public Uni<LocksAnswer> list(@QueryParam("cursor") @Nullable String cursor) {
    var before = FreezeFields.cursor(cursor);
    return asking
        .noted("locks", "locks")
        .flatMap(_ -> listed.locks(before))
        .map(page -> new LocksAnswer(page.items(), page.next()));
  }

  @POST
  @Path("/look-up")
  public Uni<StandingAnswer> lookUp(@Nullable LookUp asked) {
    var body = FreezeFields.body(asked);
    var login = body.login();
    var account = body.account();
    if ((login == null) == (account == null)) {
      throw FreezeFields.invalid("account", "either an account's reference or a login");
    }
    var key = login == null ? keys.of("account", account) : keys.of("login", login);
    return key.flatMap(this::standing);
  }

  @GET
  @Path("/{account}")
  public Uni<StandingAnswer> one(@PathParam("account") String account) {
    return standing(key(account));
  }

  private Uni<StandingAnswer> standing(AccountKey account) {
    return asking
        .noted("lock", account.value())
        .flatMap(_ -> policies.inForce())
        .flatMap(policy ->
            Uni.combine()
                .all()
                .unis(locks.status(account, policy), listed.history(account))
                .with((status, history) ->
                    new StandingAnswer(
                        status,
                        Bound.guesses(policy, new Origin.Strangers(), DAY),
                        Bound.guesses(policy, new Origin.Device("any"), DAY),
                        history.stream().map(FreezeResource.Happened::of).toList())));
  }

  /// Unlocks.
  @POST
  @Path("/{account}/clearing")
  public Uni<AccountStatus> clear(
      @PathParam("account") String account,
      @HeaderParam(FreezeResource.KEY) @Nullable String idempotency,
      @Nullable LockRequest request) {
    var reason = reason(FreezeFields.body(request));
    return handle(account, idempotency, (key, by) -> new LockCommand.Clear(key, by, reason));
  }

  @POST
  @Path("/{account}/extension")
  public Uni<AccountStatus> extend(
      @PathParam("account") String account,
      @HeaderParam(FreezeResource.KEY) @Nullable String idempotency,
      @Nullable LockRequest request) {
    var body = FreezeFields.body(request);
    var reason = reason(body);
    var hours = body.hours();
    if (hours == null || hours < 1 || hours > MOST_HOURS) {
      throw FreezeFields.invalid("hours", "1 to " + MOST_HOURS);
    }
    return handle(
        account,
        idempotency,
        (key, by) -> new LockCommand.Extend(key, Duration.ofHours(hours), by, reason));
  }

  @POST
  @Path("/{account}/device-revocation")
  public Uni<AccountStatus> revokeDevices(
      @PathParam("account") String account,
      @HeaderParam(FreezeResource.KEY) @Nullable String idempotency,
      @Nullable LockRequest request) {
    var reason = reason(FreezeFields.body(request));
    return handle(
        account, idempotency, (key, by) -> new LockCommand.RevokeDevices(key, by, reason));
  }

  /// What to do, for an account and whoever asks.
  private interface Wanted {
    LockCommand of(AccountKey account, String by);
  }

  // Done twice, each of them is as if done once: the key is asked for as on every post, and not
  // needed.
  private Uni<AccountStatus> handle(String account, @Nullable String idempotency, Wanted wanted) {
    var key = key(account);
    Person person = asking.person();
    Asking.request(person, idempotency);
    return keys.of("account", person.actor().account())
        .flatMap(own -> {
          if (own.equals(key)) {
            throw Problems.of(
                403, "own-lock", "It is your own account", "Another officer unlocks it.");
          }
          return policies.inForce();
        })
        .flatMap(policy ->
            locks.handle(wanted.of(key, person.actor().account()), policy, person.attributes()))
        .flatMap(answer -> {
          if (answer != LockAnswer.DONE) {
            throw problem(answer);
          }
          return policies.inForce();
        })
        .flatMap(policy -> locks.status(key, policy));
  }

  private static RuntimeException problem(LockAnswer answer) {
    return Problems.of(
        409,
        answer == LockAnswer.NOT_LOCKED ? "lock-not-locked" : "lock-not-longer",
        "The lock is not extended",
        answer == LockAnswer.NOT_LOCKED
            ? "There is no lock in force."
            : "It lasts longer as it is, or would last longer than any lock may.");
  }

  private static AccountKey key(String account) {
    if (!account.matches(AccountKey.FORM)) {
      throw FreezeFields.invalid("account", "an account key: " + AccountKey.FORM);
    }
    return new AccountKey(account);
  }

  private static String reason(LockRequest request) {
    var reason = request.reason();
    if (reason == null || !REASONS.contains(reason)) {
      throw FreezeFields.invalid("reason", "one of " + REASONS.stream().sorted().toList());
    }
    return reason;
  }
}
