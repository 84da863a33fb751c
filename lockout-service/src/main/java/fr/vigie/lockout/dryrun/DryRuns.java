package fr.vigie.lockout.dryrun;

import fr.vigie.contracts.lockout.LockoutEvent;
import fr.vigie.contracts.lockout.LockoutEvent.AccountLocked;
import fr.vigie.eventstore.EventTypes;
import fr.vigie.eventstore.Pages;
import fr.vigie.eventstore.PostgresEventStorageEngine;
import fr.vigie.lockout.attempts.Rehearsal;
import fr.vigie.lockout.locks.Policy;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Semaphore;

/// The door: reads the past thirty days and decides them anew. One at a time on each replica, on a
/// worker thread: sign-ins go first.
@ApplicationScoped
class DryRuns {

  static final Duration PAST = Duration.ofDays(30);

  // More than any difference of clocks.
  private static final Duration MARGIN = Duration.ofHours(1);
  private static final int PAGE = 2_000;

  private final Pages pages;
  private final Clock clock;
  private final Semaphore one = new Semaphore(1);

  DryRuns(PostgresEventStorageEngine engine, EventTypes types, Clock clock) {
    this.pages = new Pages(engine, types);
    this.clock = clock;
  }

  /// Decides the past under another policy.
  ///
  /// @return empty where another is under way
  Optional<Uni<DryRun>> run(Policy candidate) {
    if (!one.tryAcquire()) {
      return Optional.empty();
    }
    var to = clock.instant().truncatedTo(ChronoUnit.MILLIS);
    var from = to.minus(PAST);
    var rehearsal = new Rehearsal(candidate);
    var then = new ArrayList<AccountLocked>();
    return Optional.of(
        Uni.createFrom()
            .completionStage(pages::head)
            .flatMap(head ->
                Uni.createFrom()
                    .completionStage(() -> pages.before(from.minus(MARGIN)))
                    .flatMap(start -> read(start, head, from, rehearsal, then)))
            .map(_ -> DryRun.of(from, to, rehearsal.guesses(), then, rehearsal.locks(to)))
            .onTermination()
            .invoke(() -> one.release()));
  }

  private Uni<Long> read(
      long after, long through, Instant from, Rehearsal rehearsal, List<AccountLocked> then) {
    return Uni.createFrom()
        .completionStage(() -> pages.after(after, through, Set.of(LockoutEvent.class), PAGE))
        .emitOn(Infrastructure.getDefaultWorkerPool())
        .flatMap(page -> {
          for (var stored : page) {
            var event = (LockoutEvent) stored.payload();
            if (!event.at().isBefore(from)) {
              rehearsal.take(event);
              if (event instanceof AccountLocked locked) {
                then.add(locked);
              }
            }
          }
          return page.isEmpty()
              ? Uni.createFrom().item(after)
              : read(page.getLast().position(), through, from, rehearsal, then);
        });
  }
}
