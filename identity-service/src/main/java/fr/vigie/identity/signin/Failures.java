package fr.vigie.identity.signin;

import fr.vigie.contracts.identity.IdentityEvent.SignInFailed;
import fr.vigie.eventstore.EventStore;
import fr.vigie.identity.figures.StepFigures;
import fr.vigie.identity.guesses.Factor;
import fr.vigie.identity.platform.Trail;
import fr.vigie.identity.signin.SignIn.Finding.Not;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.List;

/// Sign-ins that do not go on: each leaves its event before its answer, and answers alike.
@ApplicationScoped
class Failures {

  private final EventStore store;
  private final StepFigures figures;

  Failures(EventStore store, StepFigures figures) {
    this.store = store;
    this.figures = figures;
  }

  /// A secret was not taken.
  ///
  /// @param pace of such failures
  /// @param started when it was typed, by the clock of intervals
  Uni<Answer> of(Not finding, String key, Pace pace, long started, Trail trail) {
    var answer = leave(finding.factor(), finding.reason().word(), key, trail);
    return switch (finding.reason()) {
      case WRONG_SECRET, UNKNOWN_ACCOUNT ->
          answer
              .<Answer>replaceWith(new Answer.NotRecognised())
              .invoke(() -> pace.saw(since(started)));
      case REFUSED ->
          answer
              .<Answer>replaceWith(new Answer.NotRecognised())
              .flatMap(refused -> {
                var left = pace.left(since(started));
                return left.isZero()
                    ? Uni.createFrom().item(refused)
                    : Uni.createFrom().item(refused).onItem().delayIt().by(left);
              });
      case UNAVAILABLE -> answer.replaceWith(new Answer.Away());
    };
  }

  /// A passkey was not taken.
  Uni<Answer> ofPasskey(String reason, String key, Trail trail) {
    return leave(Factor.PASSKEY, reason, key, trail).replaceWith(new Answer.NotRecognised());
  }

  private Uni<Void> leave(Factor factor, String reason, String key, Trail trail) {
    figures.failed(factor.word(), reason);
    var event = new SignInFailed(key, factor.word(), reason);
    return Uni.createFrom()
        .completionStage(() -> store.append(trail.attributes(), List.of(event)))
        .replaceWithVoid();
  }

  private static Duration since(long started) {
    return Duration.ofNanos(System.nanoTime() - started);
  }
}
