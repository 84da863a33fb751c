package fr.vigie.identity.session;

import fr.vigie.contracts.status.ActingStatus;
import fr.vigie.contracts.status.Scope;
import fr.vigie.identity.platform.Trail;
import fr.vigie.kit.guard.StatusListener;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Arrays;

/// A freeze ends every session of its target: nobody comes back to one after a thaw, and whoever
/// was told of the sign-in is told of its end.
@ApplicationScoped
class WhenFrozenThenSessionsEnd implements StatusListener {

  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final Sessions sessions;

  WhenFrozenThenSessionsEnd(Sessions sessions) {
    this.sessions = sessions;
  }

  @Override
  public void heard(ActingStatus status) {
    if (!status.frozen()) {
      return;
    }
    var scope =
        Arrays.stream(Scope.values())
            .filter(one -> one.word().equals(status.scope()))
            .findAny()
            .orElseThrow();
    sessions.endAllOf(scope, status.target(), Trail.ofTheService()).await().atMost(PATIENCE);
  }
}
