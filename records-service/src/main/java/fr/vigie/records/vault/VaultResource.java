package fr.vigie.records.vault;

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
import jakarta.ws.rs.core.MediaType;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Files brought back from the vault.
@Path("/v1/vault/recalls")
@RolesAllowed({"advisor", "manager", "privacy-officer"})
@Consumes(MediaType.APPLICATION_JSON)
class VaultResource {

  record Answer(String person) {}

  private record Question(String person, UUID approval) {}

  private final Vaults vaults;
  private final References references;
  private final Callers callers;

  VaultResource(Vaults vaults, References references, Callers callers) {
    this.vaults = vaults;
    this.references = references;
    this.callers = callers;
  }

  @POST
  public Uni<Answer> recall(byte @Nullable [] body) {
    var question =
        StrictJson.read(
            body, from -> new Question(from.text("person", Rule.PERSON), from.uuid("approval")));
    var caller = callers.current();
    var person = references.named(question.person(), caller);
    if (person == null) {
      throw notApproved();
    }
    return vaults
        .recall(person, question.approval().toString(), caller)
        .map(recalled -> {
          if (recalled) {
            return new Answer(question.person());
          }
          throw notApproved();
        });
  }

  private static RuntimeException notApproved() {
    return Problems.of(
        403,
        "not-approved",
        "This is not approved",
        "It takes the approval of two others, for this file, asked for by you, not older than a day"
            + " and not used yet.");
  }
}
