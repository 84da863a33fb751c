package fr.vigie.records.standing;

import fr.vigie.contracts.status.ActingStatus;
import fr.vigie.kit.guard.StatusListener;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;

/// What the guard hears is written into the store as well.
@ApplicationScoped
class WhenStatusChangesThenNote implements StatusListener {

  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private final Standings standings;

  WhenStatusChangesThenNote(Standings standings) {
    this.standings = standings;
  }

  @Override
  public void heard(ActingStatus status) {
    standings.heard(status).await().atMost(PATIENCE);
  }
}
