package fr.vigie.records.glass;

import fr.vigie.eventstore.Decided;
import fr.vigie.eventstore.EventStore;
import fr.vigie.records.budgets.ExposurePolicy;
import fr.vigie.records.glass.GlassCommand.Break;
import fr.vigie.records.glass.GlassCommand.Review;
import fr.vigie.records.jobseeker.FieldClass;
import fr.vigie.records.jobseeker.Files;
import fr.vigie.records.jobseeker.Files.Card;
import fr.vigie.records.jobseeker.Seals;
import fr.vigie.records.keys.PersonKeys;
import fr.vigie.records.keys.Retention;
import fr.vigie.records.platform.InTime;
import fr.vigie.records.platform.Outbox;
import fr.vigie.records.relations.Asker;
import fr.vigie.records.terms.BlindIndexes;
import fr.vigie.records.terms.NumberTerm;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// The door: breaks glasses, and takes what others say of it.
@ApplicationScoped
class Glasses {

  /// Who is to be seen, as the visitor says it, and why.
  ///
  /// @param birthDate goes with a NIR; null with a number
  /// @param words never leave this service
  record Wanted(
      NumberTerm term,
      @Nullable LocalDate birthDate,
      List<FieldClass> classes,
      String reason,
      String words) {}

  private static final UUID NOBODY = new UUID(0, 0);

  private final EventStore store;
  private final BlindIndexes indexes;
  private final Files files;
  private final PersonKeys keys;
  private final Outbox outbox;
  private final GlassPolicy policy;
  private final ExposurePolicy exposure;
  private final Clock clock;

  Glasses(
      EventStore store,
      BlindIndexes indexes,
      Files files,
      PersonKeys keys,
      Outbox outbox,
      GlassPolicy policy,
      ExposurePolicy exposure,
      Clock clock) {
    this.store = store;
    this.indexes = indexes;
    this.files = files;
    this.keys = keys;
    this.outbox = outbox;
    this.policy = policy;
    this.exposure = exposure;
    this.clock = clock;
  }

  void refuseToStartUnbounded(@Observes StartupEvent unused) {
    GlassPolicy.requireSound(policy);
  }

  /// The same steps whether there is such a person or not.
  Uni<GlassAnswer> breakFor(Asker asker, Wanted wanted, Map<String, String> attributes) {
    return outbox
        .hasRoom()
        .flatMap(_ -> indexes.find(wanted.term()))
        .flatMap(found -> files.cards(found.isEmpty() ? List.of(NOBODY) : found))
        .map(cards ->
            cards.stream().filter(card -> isMeant(card, wanted)).map(Card::person).findFirst())
        .flatMap(person -> sealed(asker, person.orElse(null), wanted))
        .flatMap(command -> decide(command, attributes));
  }

  private static boolean isMeant(Card card, Wanted wanted) {
    return wanted.birthDate() == null || wanted.birthDate().equals(card.identity().birthDate());
  }

  private Uni<Break> sealed(Asker asker, @Nullable UUID person, Wanted wanted) {
    return keys.of(person == null ? NOBODY : person)
        .map(theirs ->
            new Break(
                asker,
                person,
                wanted.classes(),
                wanted.reason(),
                theirs.containsKey(Retention.FILE)
                    ? Seals.seal(FieldClass.HISTORY, wanted.words(), theirs)
                    : null));
  }

  private Uni<GlassAnswer> decide(Break command, Map<String, String> attributes) {
    var now = clock.instant();
    var fresh = UUID.randomUUID();
    return InTime.of(() ->
            store.decide(
                attributes,
                Breaking.boundary(command, now),
                Breaking.before(command),
                Breaking::after,
                state -> Breaking.decide(command, state, policy, exposure, fresh, now)))
        .map(Decided::answer);
  }

  Uni<GlassAnswer> review(Review command, Map<String, String> attributes) {
    var now = clock.instant();
    return InTime.of(() ->
            store.decide(
                attributes,
                Reviewing.boundary(command),
                Reviewing.NOTHING,
                Reviewing::after,
                state -> Reviewing.decide(command, state, now)))
        .map(Decided::answer);
  }
}
