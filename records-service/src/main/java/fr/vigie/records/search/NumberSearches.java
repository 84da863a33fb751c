package fr.vigie.records.search;

import fr.vigie.eventstore.Decided;
import fr.vigie.eventstore.EventStore;
import fr.vigie.eventstore.Receipt;
import fr.vigie.records.budgets.Acting;
import fr.vigie.records.budgets.ExposurePolicy;
import fr.vigie.records.budgets.Refusal;
import fr.vigie.records.budgets.Tranches;
import fr.vigie.records.calls.Reason;
import fr.vigie.records.jobseeker.Files;
import fr.vigie.records.jobseeker.Files.Card;
import fr.vigie.records.platform.InTime;
import fr.vigie.records.platform.Outbox;
import fr.vigie.records.relations.Asker;
import fr.vigie.records.search.Sought.Seek;
import fr.vigie.records.terms.BlindIndexes;
import fr.vigie.records.terms.BlindKeys;
import fr.vigie.records.terms.NumberTerm;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Looks for somebody by an exact number: asks the index, decides, appends, and only then shows.
///
/// The steps are the same whether there is such a person or not, and whoever follows them: the
/// answer's time says no more than the answer.
@ApplicationScoped
class NumberSearches {

  /// Somebody's number, and for a NIR the day of birth that goes with it.
  ///
  /// @param reason why by the NIR; null where it is not
  record Question(NumberTerm term, @Nullable LocalDate birthDate, @Nullable Reason reason) {}

  /// What came of it.
  sealed interface Answer {
    record Found(List<Card> cards, Receipt receipt) implements Answer {}

    record NoBudget() implements Answer {}

    record Refused(Refusal reason) implements Answer {}
  }

  private static final UUID NOBODY = new UUID(0, 0);

  private final EventStore store;
  private final Tranches tranches;
  private final BlindIndexes indexes;
  private final BlindKeys keys;
  private final Files files;
  private final Outbox outbox;
  private final ExposurePolicy exposure;
  private final SearchPolicy policy;
  private final Clock clock;

  NumberSearches(
      EventStore store,
      Tranches tranches,
      BlindIndexes indexes,
      BlindKeys keys,
      Files files,
      Outbox outbox,
      ExposurePolicy exposure,
      SearchPolicy policy,
      Clock clock) {
    this.store = store;
    this.tranches = tranches;
    this.indexes = indexes;
    this.keys = keys;
    this.files = files;
    this.outbox = outbox;
    this.exposure = exposure;
    this.policy = policy;
    this.clock = clock;
  }

  Uni<Answer> search(Asker asker, Question question, Map<String, String> attributes) {
    return outbox
        .hasRoom()
        .flatMap(_ -> indexes.find(question.term()))
        .flatMap(found -> files.cards(found.isEmpty() ? List.of(NOBODY) : found))
        .map(cards -> cards.stream().filter(card -> isMeant(card, question)).toList())
        .flatMap(cards ->
            decide(asker, question, cards, attributes).map(decided -> answer(decided, cards)));
  }

  private static boolean isMeant(Card card, Question question) {
    return question.birthDate() == null || question.birthDate().equals(card.identity().birthDate());
  }

  private Uni<Decided<Sought.Found>> decide(
      Asker asker, Question question, List<Card> cards, Map<String, String> attributes) {
    var seek =
        new Seek(
            asker,
            question.term().kind(),
            keys.term(question.term().kind(), question.term().text()),
            cards.stream().map(Card::person).toList(),
            question.reason() == null ? null : question.reason().word());
    return decide(seek, attributes);
  }

  private Uni<Decided<Sought.Found>> decide(Seek seek, Map<String, String> attributes) {
    var now = clock.instant();
    var asker = Acting.fold(seek.asker(), now);
    var persons = Sought.folds(seek);
    var kept = Stream.concat(Stream.of(asker), persons.stream()).toList();
    return InTime.of(() ->
            store.decide(
                ExposurePolicy.noted(exposure, attributes),
                kept,
                states ->
                    Sought.decide(
                        seek,
                        new Sought(persons.stream().map(states::of).toList(), states.of(asker)),
                        exposure,
                        policy,
                        now)))
        .flatMap(decided ->
            decided.answer() instanceof Sought.Found.Refused(var reason)
                    && reason == Refusal.TRANCHE_NEEDED
                ? reserve(seek, attributes)
                : Uni.createFrom().item(decided));
  }

  private Uni<Decided<Sought.Found>> reserve(Seek seek, Map<String, String> attributes) {
    return tranches
        .take(seek.asker(), "search", attributes)
        .flatMap(refusal ->
            refusal
                .map(reason ->
                    Uni.createFrom()
                        .item(
                            new Decided<Sought.Found>(new Sought.Found.Refused(reason), List.of())))
                .orElseGet(() -> decide(seek, attributes)));
  }

  private static Answer answer(Decided<Sought.Found> decided, List<Card> cards) {
    return switch (decided.answer()) {
      case Sought.Found.NoBudget _ -> new Answer.NoBudget();
      case Sought.Found.Refused(var reason) -> new Answer.Refused(reason);
      case Sought.Found.Persons(var persons) ->
          new Answer.Found(
              cards.stream().filter(card -> persons.contains(card.person())).toList(),
              decided.appended().getLast());
    };
  }
}
