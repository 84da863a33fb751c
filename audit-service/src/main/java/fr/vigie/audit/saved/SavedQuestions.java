package fr.vigie.audit.saved;

import fr.vigie.audit.query.Asked;
import fr.vigie.contracts.audit.QuestionEvent;
import fr.vigie.contracts.audit.QuestionEvent.QuestionForgotten;
import fr.vigie.contracts.audit.QuestionEvent.QuestionSaved;
import fr.vigie.eventstore.Boundary;
import fr.vigie.eventstore.Decision;
import fr.vigie.eventstore.EventStore;
import fr.vigie.eventstore.EventTag;
import fr.vigie.kit.Caller;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// The door: keeps questions, and forgets them. Called from threads that may wait.
@ApplicationScoped
public class SavedQuestions {

  private static final EventTag REGISTER = EventTag.of("register", "questions");

  private final EventStore store;
  private final Clock clock;

  SavedQuestions(EventStore store, Clock clock) {
    this.store = store;
    this.clock = clock;
  }

  /// By what an event is found again.
  public static Set<EventTag> tags(QuestionEvent event) {
    return Set.of(EventTag.of("question", event.question()), REGISTER);
  }

  /// What became of a command.
  enum Outcome {
    DONE,
    /// Somebody else saved the question of this name.
    NOT_YOURS,
    /// No question bears this name.
    UNKNOWN
  }

  /// The fold of one question's events.
  private record Kept(@Nullable SavedQuestion question) {}

  Outcome save(String name, Map<String, String> asks, Caller caller) {
    return decide(
        name,
        caller,
        kept ->
            kept != null && !kept.by().equals(caller.account())
                ? no(Outcome.NOT_YOURS)
                : kept != null && kept.asks().equals(asks)
                    ? no(Outcome.DONE)
                    : new Decision<>(
                        List.of(
                            new QuestionSaved(
                                name, caller.account(), SavedQuestion.written(asks), now())),
                        Outcome.DONE));
  }

  Outcome forget(String name, Caller caller) {
    return decide(
        name,
        caller,
        kept ->
            kept == null
                ? no(Outcome.UNKNOWN)
                : !kept.by().equals(caller.account())
                    ? no(Outcome.NOT_YOURS)
                    : new Decision<>(
                        List.of(new QuestionForgotten(name, caller.account(), now())),
                        Outcome.DONE));
  }

  private interface Deciding {
    Decision<Outcome> on(@Nullable SavedQuestion kept);
  }

  private static Decision<Outcome> no(Outcome outcome) {
    return new Decision<>(List.of(), outcome);
  }

  private Outcome decide(String name, Caller caller, Deciding deciding) {
    return Asked.await(
            store.decide(
                caller.attributes(),
                boundary(EventTag.of("question", name)),
                new Kept(null),
                (_, event) -> new Kept(SavedQuestion.after((QuestionEvent) event.payload())),
                kept -> deciding.on(kept.question())))
        .answer();
  }

  /// Every question that is kept, by name.
  List<SavedQuestion> list() {
    var all = new TreeMap<String, SavedQuestion>();
    for (var stored : Asked.await(store.read(boundary(REGISTER)))) {
      var event = (QuestionEvent) stored.payload();
      var kept = SavedQuestion.after(event);
      if (kept == null) {
        all.remove(event.question());
      } else {
        all.put(event.question(), kept);
      }
    }
    return List.copyOf(all.values());
  }

  Optional<SavedQuestion> find(String name) {
    return list().stream().filter(question -> question.name().equals(name)).findAny();
  }

  private static Boundary boundary(EventTag tag) {
    return Boundary.of(tag, QuestionEvent.class);
  }

  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MILLIS);
  }
}
