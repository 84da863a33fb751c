package fr.vigie.audit.trial;

import fr.vigie.audit.query.Ask;
import fr.vigie.audit.query.BadParameterException;
import fr.vigie.kit.Callers;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalTime;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Tries a candidate rule on a time that is past.
@Path("/v1/trials")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed({"auditor", "privacy-officer", "security-officer"})
@RunOnVirtualThread
class TrialResource {

  private static final LocalTime SEVEN = LocalTime.of(7, 0);
  private static final LocalTime EIGHT_IN_THE_EVENING = LocalTime.of(20, 0);

  private final Trials trials;
  private final Callers callers;

  TrialResource(Trials trials, Callers callers) {
    this.trials = trials;
    this.callers = callers;
  }

  /// A candidate, and the time it is tried on.
  ///
  /// @param rule `exposure-budget`, `organisation-quota` or `off-hours`
  /// @param limit of the first two
  /// @param opens hour of Paris before which reading is off hours; 7:00 where it is not said
  /// @param closes hour from which it is again; 20:00
  record Trial(
      @Nullable String rule,
      @Nullable Integer limit,
      @Nullable LocalTime opens,
      @Nullable LocalTime closes,
      @Nullable Instant from,
      @Nullable Instant to) {

    private Candidate candidate() {
      return switch (Objects.requireNonNullElse(rule, "")) {
        case "exposure-budget" -> new Candidate.ExposureBudget(wanted());
        case "organisation-quota" -> new Candidate.OrganisationQuota(wanted());
        case "off-hours" ->
            new Candidate.OffHours(
                Objects.requireNonNullElse(opens, SEVEN),
                Objects.requireNonNullElse(closes, EIGHT_IN_THE_EVENING));
        default ->
            throw new BadParameterException(
                "rule", "is none of [exposure-budget, off-hours, organisation-quota]");
      };
    }

    private int wanted() {
      if (limit == null || limit < 0) {
        throw new BadParameterException("limit", "is wanted, and not negative");
      }
      return limit;
    }
  }

  @POST
  public Verdict run(Trial trial) throws SQLException {
    var from = trial.from();
    var to = trial.to();
    if (from == null || to == null) {
      throw new BadParameterException(from == null ? "from" : "to", "is wanted");
    }
    return trials.run(trial.candidate(), Ask.before("to", from, to), to, callers.current());
  }
}
