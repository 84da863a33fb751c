package fr.vigie.records.platform;

import fr.vigie.eventstore.StoreUnavailableException;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;

/// Calls of the event store, given up in time: a database that hangs is a database that is away.
///
/// What is given up may be stored all the same. Then a debit was made and nothing was shown: more
/// events than answers are allowed, fewer never.
public final class InTime {

  // Longer than the store's own patience with one statement, so that its word comes first.
  private static final Duration PATIENCE = Duration.ofSeconds(12);

  private InTime() {}

  /// The call's result; fails with [StoreUnavailableException] where none comes.
  public static <T> Uni<T> of(Supplier<CompletionStage<T>> call) {
    return Uni.createFrom()
        .completionStage(call)
        .ifNoItem()
        .after(PATIENCE)
        .failWith(() ->
            new StoreUnavailableException(
                "no answer in time", new TimeoutException(PATIENCE.toString())));
  }
}
