package fr.vigie.lockout.dryrun;

import fr.vigie.kit.Callers;
import fr.vigie.kit.Problems;
import fr.vigie.lockout.freezes.Actor;
import fr.vigie.lockout.freezes.Freezes;
import fr.vigie.lockout.policy.Candidates;
import fr.vigie.lockout.policy.Policies;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Dry runs over HTTP, for security officers.
@Path("/v1/policy/dry-runs")
@RolesAllowed("security-officer")
class DryRunResource {

  private final DryRuns dryRuns;
  private final Policies policies;
  private final Freezes freezes;
  private final Callers callers;

  DryRunResource(DryRuns dryRuns, Policies policies, Freezes freezes, Callers callers) {
    this.dryRuns = dryRuns;
    this.policies = policies;
    this.freezes = freezes;
    this.callers = callers;
  }

  /// @param numbers those that are to change, by name; none: the policy in force itself
  record DryRunRequest(@Nullable Map<String, String> numbers) {}

  @POST
  public Uni<DryRun> run(@Nullable DryRunRequest request) {
    var caller = callers.current();
    var officer = new Actor(caller.account(), caller.session(), caller.organisation());
    return freezes
        .note("policy-dry-run", "policy", officer, caller.attributes())
        .flatMap(_ -> policies.inForce())
        .flatMap(inForce ->
            dryRuns
                .run(Candidates.read(request == null ? null : request.numbers(), inForce))
                .orElseThrow(() ->
                    Problems.of(
                        409,
                        "dry-run-under-way",
                        "A dry run is under way",
                        "One at a time: send it again when the other is done.")));
  }
}
