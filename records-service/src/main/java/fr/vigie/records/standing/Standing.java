package fr.vigie.records.standing;

import fr.vigie.contracts.records.StandingEvent;
import fr.vigie.contracts.records.StandingEvent.ProbationNoted;
import fr.vigie.contracts.records.StandingEvent.StandingChanged;
import fr.vigie.eventstore.Boundary;
import fr.vigie.eventstore.EventTag;
import java.time.Instant;
import java.util.HashSet;
import java.util.Set;

/// Whether one account may act, folded from what was written down about it, its session and its
/// organisation.
///
/// @param frozenBy the scopes that are frozen
/// @param probation until when the account is trusted less
public record Standing(Set<String> frozenBy, Instant probation) {

  public static final Standing GOOD = new Standing(Set.of(), Instant.EPOCH);

  public Standing {
    frozenBy = Set.copyOf(frozenBy);
  }

  /// The tag under which an event about this is found.
  public static EventTag tag(StandingEvent event) {
    return switch (event) {
      case StandingChanged changed -> tag(changed.scope(), changed.target());
      case ProbationNoted noted -> tag("account", noted.target());
    };
  }

  static EventTag tag(String scope, String target) {
    return scope.equals("account") ? EventTag.of("advisor", target) : EventTag.of(scope, target);
  }

  /// A boundary, and whether an account, its session and its organisation may act.
  public static Boundary in(Boundary boundary, String session, String organisation) {
    return boundary
        .or(tag("session", session), StandingChanged.class)
        .or(tag("organisation", organisation), StandingChanged.class);
  }

  public Standing after(StandingEvent event) {
    return switch (event) {
      case StandingChanged changed -> {
        var scopes = new HashSet<>(frozenBy);
        if (changed.frozen()) {
          scopes.add(changed.scope());
        } else {
          scopes.remove(changed.scope());
        }
        yield new Standing(scopes, probation);
      }
      case ProbationNoted noted -> new Standing(frozenBy, noted.until());
    };
  }

  public boolean isFrozen() {
    return !frozenBy.isEmpty();
  }

  public boolean isOnProbation(Instant now) {
    return now.isBefore(probation);
  }
}
