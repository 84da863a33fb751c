package fr.vigie.audit.alerts;

import fr.vigie.audit.alerts.AlertCase.Answer;
import fr.vigie.audit.query.BadParameterException;
import fr.vigie.kit.Callers;
import fr.vigie.kit.Problems;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Alerts over HTTP. Whoever watches reads them; officers see to them.
@Path("/v1/alerts")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed({"privacy-officer", "security-officer"})
@RunOnVirtualThread
class AlertResource {

  private static final List<String> VERDICTS = List.of("breach", "harmless", "mistake", "tried");

  private final AlertCases cases;
  private final Callers callers;

  AlertResource(AlertCases cases, Callers callers) {
    this.cases = cases;
    this.callers = callers;
  }

  /// The newest, newest first.
  record Listed(List<SeenAlert> alerts) {
    Listed {
      alerts = List.copyOf(alerts);
    }
  }

  /// What was done, to which alert.
  record Done(String alert, String step) {}

  /// What an alert was.
  record Verdict(@Nullable String verdict) {}

  @GET
  @RolesAllowed({"auditor", "privacy-officer", "security-officer"})
  public Listed list() throws SQLException {
    return new Listed(cases.list(callers.current()));
  }

  /// Takes it on.
  @POST
  @Path("/{alert}/acknowledgement")
  public Done acknowledge(@PathParam("alert") String alert) throws SQLException {
    return answer(cases.acknowledge(alert, callers.current()), new Done(alert, "acknowledged"));
  }

  /// Says what it was: `breach`, `harmless`, `mistake` or `tried`.
  @POST
  @Path("/{alert}/closure")
  public Done close(@PathParam("alert") String alert, @Nullable Verdict said) throws SQLException {
    var verdict = said == null ? null : said.verdict();
    if (verdict == null || !VERDICTS.contains(verdict)) {
      throw new BadParameterException("verdict", "is none of " + VERDICTS);
    }
    return answer(cases.close(alert, verdict, callers.current()), new Done(alert, "closed"));
  }

  private static Done answer(Optional<Answer> answer, Done done) {
    if (answer.isEmpty()) {
      throw Problems.of(
          404, "no-such-alert", "There is no such alert", "/v1/alerts lists the newest.");
    }
    return switch (answer.get()) {
      case DONE -> done;
      case TAKEN -> throw conflict("alert-taken", "Somebody else has taken this alert on.");
      case CLOSED -> throw conflict("alert-closed", "This alert is closed.");
      case NOT_OWNER ->
          throw conflict("alert-not-yours", "Take this alert on before you close it.");
    };
  }

  private static RuntimeException conflict(String name, String detail) {
    return Problems.of(409, name, "Not done", detail);
  }
}
