package fr.vigie.records.disclosure;

import fr.vigie.kit.Caller;
import fr.vigie.kit.Callers;
import fr.vigie.records.budgets.Refusal;
import fr.vigie.records.calls.Reason;
import fr.vigie.records.disclosure.Disclosures.Opened;
import fr.vigie.records.disclosure.OpenRecord.Part;
import fr.vigie.records.references.References;
import fr.vigie.records.relations.Asker;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;

/// What every door to a record asks first: who, whom, and why so much.
@ApplicationScoped
class Asking {

  private final References references;
  private final Callers callers;
  private final Clock clock;

  Asking(References references, Callers callers, Clock clock) {
    this.references = references;
    this.callers = callers;
    this.clock = clock;
  }

  /// Asks for what is wanted, in the caller's name.
  ///
  /// @param part what of the record
  /// @param ask one of the ways of [Disclosures]
  /// @param answer what of it goes to the caller
  <S, T> Uni<T> asked(
      Question question,
      Part part,
      BiFunction<OpenRecord, Map<String, String>, Uni<Opened<S>>> ask,
      BiFunction<Opened.Shown<S>, Caller, T> answer) {
    var caller = callers.current();
    var reason = Optional.ofNullable(question.reason).flatMap(Reason::of);
    if (question.reason != null && reason.isEmpty()) {
      throw RefusalProblems.of(Refusal.REASON_NEEDED);
    }
    var command =
        new OpenRecord(
            Asker.of(caller, clock.instant()),
            references.read(question.ref, caller.account()),
            part,
            caller.purpose(),
            reason.orElse(null));
    return ask.apply(command, caller.attributes())
        .map(opened ->
            switch (opened) {
              case Opened.Shown<S> shown -> answer.apply(shown, caller);
              case Opened.Refused<S>(var why) -> throw RefusalProblems.of(why);
            });
  }

  /// The person's reference for the caller.
  String ref(Opened.Shown<?> opened, Caller caller) {
    return references.of(opened.verdict().person(), caller.account());
  }
}
