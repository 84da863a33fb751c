package fr.vigie.eventstore;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.axonframework.eventsourcing.eventstore.AppendEventsTransactionRejectedException;

/// Takes a group of decisions: reads, decides one after the other, appends what all of them came to
/// at once, on the condition that nothing in any of their boundaries has come since.
///
/// A decision is first taken on what this process remembers of its boundary ([DecisionCache]), and
/// the database is asked only for what it does not know, unless most likely nothing matches it
/// ([Boundary#unlikely]): then that is supposed, and the append finds out. Where others have
/// written meanwhile the append is refused, what has come since is read, and the group decides
/// again: so a decision that appends, or that is in a group that does, is as good as one that read
/// everything. A group that appends nothing has no such check, and decides on what is read at that
/// moment.
///
/// Why a group is as good as its decisions one by one: the append is one, so either all of its
/// events stand in the store one after the other, with nothing between them, or none does. And each
/// decision saw all that stands before its own.
final class Deciding {

  private static final int TRIES = 20;

  private final BoundaryReader reader;
  private final Appending appending;

  Deciding(BoundaryReader reader, Appending appending) {
    this.reader = reader;
    this.appending = appending;
  }

  /// Answers every question, and is done then.
  CompletableFuture<Boolean> together(List<Question<?>> group) {
    return CompletableFuture.completedFuture(group)
        .thenCompose(reader::recall) // what it throws is a fault like others
        .thenCompose(past -> attempt(1, group, past))
        .exceptionallyCompose(fault -> failed(group, Faults.root(fault)));
  }

  /// What one decision came to.
  private sealed interface Taken {

    List<StoredEvent> events();

    /// @param last the position of the last of its events
    void tell(long last);
  }

  private record Made<A>(Question<A> question, Decision<A> decision, List<StoredEvent> events)
      implements Taken {

    @Override
    public void tell(long last) {
      question
          .answer()
          .complete(new Decided<>(decision.answer(), Appending.receipts(last, events)));
    }
  }

  /// It threw, which says as much about its past as an answer does, and is told no earlier.
  private record Thrown(Question<?> question, RuntimeException fault) implements Taken {

    @Override
    public List<StoredEvent> events() {
      return List.of();
    }

    @Override
    public void tell(long last) {
      question.fail(fault);
    }
  }

  private CompletableFuture<Boolean> attempt(int number, List<Question<?>> group, Past past) {
    var course = new Course(past);
    var taken = new ArrayList<Taken>(group.size());
    var events = new ArrayList<StoredEvent>();
    for (var question : group) {
      if (question.isOpen()) {
        var one = take(question, course);
        taken.add(one);
        events.addAll(one.events());
      }
    }
    if (events.isEmpty()) {
      if (!past.now()) {
        return reader.refresh(past).thenCompose(now -> attempt(number, group, now));
      }
      taken.forEach(one -> one.tell(0));
      return CompletableFuture.completedFuture(true);
    }
    return appending
        .on(past, events)
        .thenApply(last -> {
          // First what is durable is told: were it remembered first, and that failed, all of it
          // would be decided and appended once more.
          tell(taken, last - events.size());
          reader.appended(course.after(last));
          return true;
        })
        .exceptionallyCompose(fault -> again(number, group, past, Faults.root(fault)));
  }

  private <A> Taken take(Question<A> question, Course course) {
    try {
      var decision = question.decide().apply(course);
      var events = appending.stored(question.attributes(), decision.events());
      course.add(events);
      return new Made<>(question, decision, events);
    } catch (RuntimeException e) {
      return new Thrown(question, e);
    }
  }

  /// @param before the position before the first event of the group
  private static void tell(List<Taken> taken, long before) {
    var last = before;
    for (var one : taken) {
      last += one.events().size();
      one.tell(last);
    }
  }

  private CompletableFuture<Boolean> again(
      int number, List<Question<?>> group, Past past, Throwable fault) {
    if (!(fault instanceof AppendEventsTransactionRejectedException)) {
      reader.forgetAll();
      return CompletableFuture.failedFuture(fault);
    }
    if (number == TRIES) {
      return CompletableFuture.failedFuture(
          new StoreBusyException("lost the race " + TRIES + " times", fault));
    }
    // The first loss is most often to another replica's work of some time ago: no race.
    var next =
        number == 1
            ? CompletableFuture.completedFuture(past)
            : CompletableFuture.supplyAsync(() -> past, pause(number));
    return next.thenCompose(reader::refresh).thenCompose(now -> attempt(number + 1, group, now));
  }

  /// Up to some milliseconds, more from try to try, so that those who race drift apart.
  private static Executor pause(int number) {
    var micros = ThreadLocalRandom.current().nextLong(200, 200 + 1_000L * Math.min(number, 10));
    return CompletableFuture.delayedExecutor(micros, TimeUnit.MICROSECONDS);
  }

  /// One bad decision, or one event nobody can read, fails alone.
  private CompletableFuture<Boolean> failed(List<Question<?>> group, Throwable fault) {
    if (fault instanceof StoreUnavailableException) {
      // Nobody hears meanwhile of what others append: what is remembered may be long past.
      reader.forgetAll();
    }
    var shared = fault instanceof StoreUnavailableException || fault instanceof StoreBusyException;
    if (shared || group.size() == 1) {
      Question.failAll(group, fault);
      return CompletableFuture.completedFuture(true);
    }
    CompletableFuture<Boolean> all = CompletableFuture.completedFuture(true);
    for (var question : group) {
      all = all.thenCompose(_ -> together(List.of(question)));
    }
    return all;
  }
}
