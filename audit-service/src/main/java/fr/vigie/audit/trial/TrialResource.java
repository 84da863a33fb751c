package fr.vigie.audit.trial;

import fr.vigie.audit.detection.DetectionSettings;
import fr.vigie.audit.query.Ask;
import fr.vigie.audit.query.BadParameterException;
import fr.vigie.audit.rules.AbsentAdvisor;
import fr.vigie.audit.rules.Detector;
import fr.vigie.audit.rules.DisjointCoverage;
import fr.vigie.audit.rules.DistinctPersons;
import fr.vigie.audit.rules.NewNetwork;
import fr.vigie.audit.rules.OffHours;
import fr.vigie.audit.rules.OutOfPortfolio;
import fr.vigie.audit.rules.RefusalBurst;
import fr.vigie.audit.rules.TwoPlaces;
import fr.vigie.audit.rules.Velocity;
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
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Tries a candidate rule on a time that is past.
@Path("/v1/trials")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed({"auditor", "privacy-officer", "security-officer"})
@RunOnVirtualThread
class TrialResource {

  private static final List<String> RULES =
      List.of(
          "absent-advisor",
          "disjoint-coverage",
          "exposure-budget",
          "new-network",
          "off-hours",
          "organisation-quota",
          "out-of-portfolio",
          "platform-quota",
          "refusal-burst",
          "two-places",
          "velocity");

  private final Trials trials;
  private final DetectionSettings settings;
  private final Callers callers;

  TrialResource(Trials trials, DetectionSettings settings, Callers callers) {
    this.trials = trials;
    this.settings = settings;
    this.callers = callers;
  }

  /// A candidate, and the time it is tried on.
  ///
  /// @param rule name of a detector
  /// @param limit its line: persons, or times, or percent, or refusals, or accounts
  /// @param opens hour of Paris before which reading is off hours
  /// @param closes hour from which it is again
  record Trial(
      @Nullable String rule,
      @Nullable Integer limit,
      @Nullable LocalTime opens,
      @Nullable LocalTime closes,
      @Nullable Instant from,
      @Nullable Instant to) {

    private Detector candidate(DetectionSettings usual) {
      return switch (Objects.requireNonNullElse(rule, "")) {
        case "exposure-budget" -> DistinctPersons.ofAccount(wanted());
        case "organisation-quota" -> DistinctPersons.ofOrganisation(wanted());
        case "platform-quota" -> DistinctPersons.ofPlatform(wanted());
        case "velocity" -> new Velocity(wanted(), usual.velocityFloor());
        case "out-of-portfolio" ->
            new OutOfPortfolio(wanted(), usual.outOfPortfolioDays(), usual.outOfPortfolioFewest());
        case "refusal-burst" -> new RefusalBurst(wanted(), usual.refusalWindow());
        case "absent-advisor" -> new AbsentAdvisor(wanted());
        case "new-network" -> new NewNetwork(wanted());
        case "two-places" -> new TwoPlaces(wanted(), usual.placeWindow());
        case "disjoint-coverage" ->
            new DisjointCoverage(wanted(), usual.coverageTimes(), usual.coverageFloor());
        case "off-hours" ->
            new OffHours(
                Objects.requireNonNullElse(opens, usual.opens()),
                Objects.requireNonNullElse(closes, usual.closes()));
        default -> throw new BadParameterException("rule", "is none of " + RULES);
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
  public Verdict run(@Nullable Trial trial) throws SQLException {
    var from = trial == null ? null : trial.from();
    var to = trial == null ? null : trial.to();
    if (trial == null || from == null || to == null) {
      throw new BadParameterException(from == null ? "from" : "to", "is wanted");
    }
    return trials.run(trial.candidate(settings), Ask.before("to", from, to), to, callers.current());
  }
}
