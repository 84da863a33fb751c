package fr.vigie.lockout.policy;

import fr.vigie.kit.Callers;
import fr.vigie.kit.Problems;
import fr.vigie.lockout.freezes.Actor;
import fr.vigie.lockout.freezes.Freezes;
import fr.vigie.lockout.locks.Policy;
import fr.vigie.lockout.policy.PolicyAnswer.Done;
import fr.vigie.lockout.policy.PolicyAnswer.Refusal;
import fr.vigie.lockout.policy.PolicyAnswer.Refused;
import fr.vigie.lockout.policy.PolicyCommand.Approve;
import fr.vigie.lockout.policy.PolicyCommand.Decline;
import fr.vigie.lockout.policy.PolicyCommand.Propose;
import fr.vigie.lockout.policy.PolicyCommand.Reason;
import io.quarkiverse.resteasy.problem.HttpProblem;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Proposals of other numbers over HTTP, for security officers: which are open, and the two steps
/// to their being in force.
@Path("/v1/policy/proposals")
@RolesAllowed(PolicyResource.OFFICER)
class ProposalResource {

  private static final String KEY = "[A-Za-z0-9_-]{8,64}";
  private static final String PROPOSAL = "[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}";

  private final Policies policies;
  private final OpenProposals open;
  private final Freezes freezes;
  private final Callers callers;

  ProposalResource(Policies policies, OpenProposals open, Freezes freezes, Callers callers) {
    this.policies = policies;
    this.open = open;
    this.freezes = freezes;
    this.callers = callers;
  }

  /// @param numbers those that are to change, by name
  /// @param reason a word, as the problem says that names this field
  record ProposalRequest(@Nullable Map<String, String> numbers, @Nullable String reason) {}

  /// @param state `proposed`, `declined` or `approved`
  record ProposalAnswer(String proposal, String state) {}

  /// A proposal that waits for a second officer.
  ///
  /// @param changes the numbers that are not as in force
  /// @param promise what the whole policy promises
  record OpenProposal(
      String proposal,
      String reason,
      String proposedBy,
      Instant proposedAt,
      List<Numbers.Change> changes,
      PolicyResource.Promise promise) {

    OpenProposal {
      changes = List.copyOf(changes);
    }
  }

  /// @param next cursor of the next page; null at the end
  record ProposalsAnswer(List<OpenProposal> proposals, @Nullable String next) {
    ProposalsAnswer {
      proposals = List.copyOf(proposals);
    }
  }

  @GET
  public Uni<ProposalsAnswer> list(@QueryParam("cursor") @Nullable String cursor) {
    var before = cursor(cursor);
    var caller = callers.current();
    var officer = new Actor(caller.account(), caller.session(), caller.organisation());
    return freezes
        .note("policy-proposals", "policy", officer, caller.attributes())
        .flatMap(_ ->
            Uni.combine()
                .all()
                .unis(policies.inForce(), open.before(before))
                .with((inForce, page) ->
                    new ProposalsAnswer(
                        page.proposals().stream()
                            .flatMap(one -> shown(one, inForce).stream())
                            .toList(),
                        page.next())));
  }

  // What was proposed under an older release and bounds nothing by this one can never be in force.
  private Optional<OpenProposal> shown(OpenProposals.Open one, Policy inForce) {
    return policies
        .of(one.numbers())
        .map(proposed ->
            new OpenProposal(
                one.proposal(),
                one.reason(),
                one.proposedBy(),
                one.proposedAt(),
                Numbers.changes(inForce, proposed),
                PolicyResource.Promise.of(proposed)));
  }

  @POST
  public Uni<Response> propose(
      @HeaderParam("Idempotency-Key") @Nullable String key, @Nullable ProposalRequest request) {
    if (request == null) {
      throw invalid("body", "a JSON object is wanted");
    }
    var reason =
        Reason.of(request.reason() == null ? "" : request.reason())
            .orElseThrow(() -> invalid("reason", "one of " + Reason.words()));
    var caller = callers.current();
    var proposal = proposal(caller.account(), key);
    return policies
        .inForce()
        .flatMap(inForce ->
            policies.handle(
                new Propose(
                    proposal,
                    Candidates.read(request.numbers(), inForce),
                    reason,
                    caller.account()),
                caller.attributes()))
        .map(ProposalResource::answer)
        .map(answer ->
            Response.created(URI.create("/v1/policy/proposals/" + proposal))
                .entity(answer)
                .build());
  }

  @POST
  @Path("/{proposal}/approval")
  public Uni<ProposalAnswer> approve(@PathParam("proposal") String proposal) {
    var caller = callers.current();
    return policies
        .handle(new Approve(known(proposal), caller.account()), caller.attributes())
        .map(ProposalResource::answer);
  }

  @POST
  @Path("/{proposal}/refusal")
  public Uni<ProposalAnswer> decline(@PathParam("proposal") String proposal) {
    var caller = callers.current();
    return policies
        .handle(new Decline(known(proposal), caller.account()), caller.attributes())
        .map(ProposalResource::answer);
  }

  private static long cursor(@Nullable String cursor) {
    if (cursor == null) {
      return Long.MAX_VALUE;
    }
    if (!cursor.matches("[0-9]{1,18}")) {
      throw invalid("cursor", "the `next` of a page before");
    }
    return Long.parseLong(cursor);
  }

  // The same officer's same key is the same proposal.
  private static String proposal(String account, @Nullable String key) {
    if (key == null || !key.matches(KEY)) {
      throw Problems.of(
          400,
          "idempotency-key-needed",
          "The request has no key",
          "Send the header Idempotency-Key, new for each thing you want done: " + KEY + ".");
    }
    return UUID.nameUUIDFromBytes(
            ("policy-proposal\n" + account + "\n" + key).getBytes(StandardCharsets.UTF_8))
        .toString();
  }

  private static String known(String proposal) {
    if (!proposal.matches(PROPOSAL)) {
      throw problem(Refusal.NO_SUCH_PROPOSAL);
    }
    return proposal;
  }

  private static ProposalAnswer answer(PolicyAnswer answer) {
    return switch (answer) {
      case Done(var proposal, var state) -> new ProposalAnswer(proposal, state);
      case Refused(var why) -> throw problem(why);
    };
  }

  private static HttpProblem problem(Refusal why) {
    return switch (why) {
      case NO_SUCH_PROPOSAL -> problem(404, why, "No such proposal", "Nobody has proposed this.");
      case SAME_OFFICER ->
          problem(
              403, why, "A second officer is needed", "You proposed it: another officer agrees.");
      case DECIDED ->
          problem(409, why, "The proposal is decided", "It was approved or declined before.");
      case OVERTAKEN ->
          problem(
              409,
              why,
              "Another policy came into force",
              "It was proposed before that. Look at the numbers in force, and propose again.");
      case OTHER_REQUEST ->
          problem(
              422,
              why,
              "The key was used for other numbers",
              "Choose a new Idempotency-Key for each proposal.");
    };
  }

  private static HttpProblem problem(int status, Refusal why, String title, String detail) {
    return Problems.of(status, "policy-" + why.word(), title, detail);
  }

  private static HttpProblem invalid(String field, String wanted) {
    return Problems.builder(400, "invalid-field", "A field is not valid", field + ": " + wanted)
        .with("field", field)
        .build();
  }
}
