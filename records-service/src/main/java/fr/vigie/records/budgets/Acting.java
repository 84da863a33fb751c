package fr.vigie.records.budgets;

import fr.vigie.contracts.records.RelationEvent;
import fr.vigie.contracts.records.StandingEvent;
import fr.vigie.eventstore.Fold;
import fr.vigie.eventstore.StoredEvent;
import fr.vigie.eventstore.Weighed;
import fr.vigie.records.relations.Asker;
import fr.vigie.records.relations.Glass;
import fr.vigie.records.relations.Rights;
import fr.vigie.records.standing.Standing;
import java.time.Instant;

/// What an advisor brings to a decision, whatever is asked for: one state, carried on from each
/// decision about the advisor to the next.
///
/// @param rights what was granted to the advisor beside the own portfolio
/// @param standing whether the advisor may act
/// @param exposure what was shown to the advisor lately
public record Acting(Rights rights, Standing standing, Exposure exposure) implements Weighed {

  /// Nothing has happened yet.
  public static final Acting NOTHING = new Acting(Rights.NONE, Standing.GOOD, Exposure.NONE);

  // An entry of a day is about an eighth of an event as it is remembered elsewhere.
  private static final int ENTRIES_OF_AN_EVENT = 8;

  /// The state at a moment.
  public static Fold<Acting> fold(Asker asker, Instant now) {
    return new Fold<>(Exposure.ofAsker(asker, now), NOTHING, Acting::after);
  }

  public Acting after(StoredEvent event) {
    return switch (event.payload()) {
      case RelationEvent right -> new Acting(rights.after(right), standing, exposure);
      case Glass glass -> new Acting(rights.after(glass.broken()), standing, exposure);
      case StandingEvent change -> new Acting(rights, standing.after(change), exposure);
      default -> new Acting(rights, standing, exposure.after(event));
    };
  }

  /// Whether nothing is shown at all now.
  public boolean isStopped(Instant now) {
    return standing.isFrozen() || exposure.isStopped(now);
  }

  public boolean isOnProbation(Instant now) {
    return standing.isOnProbation(now);
  }

  @Override
  public int weight() {
    return 2 + rights.grants().size() + exposure.size() / ENTRIES_OF_AN_EVENT;
  }
}
