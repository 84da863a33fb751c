package fr.vigie.records.approvals;

import fr.vigie.kit.Callers;
import fr.vigie.kit.Problems;
import fr.vigie.records.fields.Rule;
import fr.vigie.records.fields.StrictJson;
import fr.vigie.records.references.References;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.MediaType;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Approvals: asked for by one, given by two others.
@Path("/v1/approvals")
class ApprovalResource {

  record Asked(UUID approval, int missing) {}

  record Given(int missing) {}

  private record Question(Matter matter, String subject) {}

  private final Approvals approvals;
  private final References references;
  private final Callers callers;

  ApprovalResource(Approvals approvals, References references, Callers callers) {
    this.approvals = approvals;
    this.references = references;
    this.callers = callers;
  }

  @POST
  @RolesAllowed({"advisor", "manager", "privacy-officer"})
  @Consumes(MediaType.APPLICATION_JSON)
  public Uni<Asked> ask(byte @Nullable [] body) {
    var caller = callers.current();
    var question =
        StrictJson.read(
            body,
            from ->
                new Question(
                    Matter.of(from.text("matter", Rule.MATTER)).orElse(Matter.RECALL),
                    from.text("subject", Rule.PERSON)));
    if (question.matter() != Matter.RECALL && !caller.roles().contains("privacy-officer")) {
      throw Problems.of(
          403,
          "not-yours-to-ask",
          "This is the privacy officer's to ask for",
          "Turn to the privacy officer.");
    }
    var subject = references.named(question.subject(), caller);
    if (subject == null) {
      throw Problems.of(
          404,
          "no-such-record",
          "There is no such record",
          "No record with this reference was ever shown to you.");
    }
    return approvals
        .ask(caller, question.matter(), subject.toString())
        .map(approval -> new Asked(approval, Approval.ENOUGH));
  }

  @POST
  @Path("/{approval: [0-9a-f-]{36}}/given")
  @RolesAllowed({"manager", "privacy-officer"})
  public Uni<Given> give(@PathParam("approval") String approval) {
    return approvals
        .give(callers.current(), approval)
        .map(answer ->
            switch (answer) {
              case Approval.Answer.Given(var missing) -> new Given(missing);
              case Approval.Answer.Refused _ ->
                  throw Problems.of(
                      404,
                      "no-such-approval",
                      "There is nothing to approve",
                      "No approval of this reference waits for you. Nobody approves what he asked"
                          + " for himself, and after a day it has to be asked for again.");
            });
  }
}
