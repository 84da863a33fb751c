package fr.vigie.lockout.policy;

import fr.vigie.kit.Callers;
import fr.vigie.lockout.freezes.Actor;
import fr.vigie.lockout.freezes.Freezes;
import fr.vigie.lockout.locks.Bound;
import fr.vigie.lockout.locks.Origin;
import fr.vigie.lockout.locks.Policy;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import java.time.Duration;
import java.util.List;

/// The policy over HTTP, for security officers: the numbers in force, where they come from, and
/// what they promise.
@Path("/v1/policy")
@RolesAllowed(PolicyResource.OFFICER)
class PolicyResource {

  static final String OFFICER = "security-officer";

  private static final Duration DAY = Duration.ofDays(1);

  private final Policies policies;
  private final Freezes freezes;
  private final Callers callers;

  PolicyResource(Policies policies, Freezes freezes, Callers callers) {
    this.policies = policies;
    this.freezes = freezes;
    this.callers = callers;
  }

  /// A policy, and what it promises.
  record PolicyView(List<Numbers.Setting> numbers, int atMostByStrangers, int atMostByDevice) {

    static PolicyView of(Policy policy) {
      var promise = Promise.of(policy);
      return new PolicyView(
          Numbers.of(policy), promise.atMostByStrangers(), promise.atMostByDevice());
    }
  }

  /// What a policy promises, whatever is tried.
  ///
  /// @param atMostByStrangers wrong guesses that can be verified at an account in 24 hours from all
  ///   unknown devices together
  /// @param atMostByDevice the same from each known device
  record Promise(int atMostByStrangers, int atMostByDevice) {

    static Promise of(Policy policy) {
      return new Promise(
          Bound.guesses(policy, new Origin.Strangers(), DAY),
          Bound.guesses(policy, new Origin.Device("any"), DAY));
    }
  }

  @GET
  public Uni<PolicyView> inForce() {
    var caller = callers.current();
    var officer = new Actor(caller.account(), caller.session(), caller.organisation());
    return freezes
        .note("policy", "policy", officer, caller.attributes())
        .flatMap(_ -> policies.inForce())
        .map(PolicyView::of);
  }
}
