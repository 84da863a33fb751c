package fr.vigie.records.calls;

import fr.vigie.contracts.records.DisclosureEvent.CallRefused;
import fr.vigie.eventstore.EventStore;
import fr.vigie.kit.ParisTime;
import fr.vigie.records.platform.InTime;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Writes down that somebody asked for something that was refused before it was about anybody
/// (R34).
@ApplicationScoped
public class RefusedCalls {

  private final EventStore store;
  private final Clock clock;

  RefusedCalls(EventStore store, Clock clock) {
    this.store = store;
    this.clock = clock;
  }

  /// Fails with the problem, once that is stored.
  ///
  /// @param asked `read`, `search`, ...
  public <T extends @Nullable Object> Uni<T> refuse(
      String account,
      String asked,
      String reason,
      Map<String, String> attributes,
      RuntimeException problem) {
    var refused = new CallRefused(account, ParisTime.day(clock.instant()), asked, reason);
    return InTime.of(() -> store.append(attributes, List.of(refused)))
        .flatMap(_ -> Uni.createFrom().failure(problem));
  }
}
