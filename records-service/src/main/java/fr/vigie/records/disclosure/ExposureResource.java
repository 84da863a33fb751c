package fr.vigie.records.disclosure;

import fr.vigie.kit.Callers;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;

/// How many persons were disclosed to the caller today, and how many may be.
@Path("/v1/exposure")
@RolesAllowed("advisor")
class ExposureResource {

  private final Disclosures disclosures;
  private final Callers callers;

  ExposureResource(Disclosures disclosures, Callers callers) {
    this.disclosures = disclosures;
    this.callers = callers;
  }

  @GET
  public Uni<Disclosures.Exposed> exposure() {
    return disclosures.exposure(callers.current().account());
  }
}
