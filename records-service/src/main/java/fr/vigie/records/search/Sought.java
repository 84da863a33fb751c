package fr.vigie.records.search;

import fr.vigie.contracts.records.DisclosureEvent.DisclosureRefused;
import fr.vigie.contracts.records.DisclosureEvent.PersonSought;
import fr.vigie.eventstore.Decision;
import fr.vigie.eventstore.Fold;
import fr.vigie.kit.ParisTime;
import fr.vigie.records.budgets.Acting;
import fr.vigie.records.budgets.ExposurePolicy;
import fr.vigie.records.budgets.Refusal;
import fr.vigie.records.relations.Asker;
import fr.vigie.records.relations.Basis;
import fr.vigie.records.relations.Followers;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// What a search by an exact number depends on, folded from its boundary, and the decision.
///
/// Who has no relation with the person hears what he would hear if there were no such person, and
/// both debit the same: a number that found nobody counts as a person nobody knows. It is the one
/// budget that opening records debits too.
///
/// @param persons who follows each of the candidates
/// @param asker what the advisor was granted and shown, and whether the advisor may act
record Sought(List<Followers> persons, Acting asker) {

  private static final UUID NOBODY = new UUID(0, 0);

  Sought {
    persons = List.copyOf(persons);
  }

  /// Somebody is looked for.
  ///
  /// @param term a keyed hash of the number
  /// @param kind `number`, `nir`
  /// @param candidates those who bear the number, and, for a NIR, were born on the day
  /// @param reason why by the NIR, in a word from a list; null where it is not
  record Seek(
      Asker asker, String kind, String term, List<UUID> candidates, @Nullable String reason) {
    Seek {
      candidates = List.copyOf(candidates);
    }

    String advisor() {
      return asker.account();
    }
  }

  /// What came of it.
  sealed interface Found {

    /// Persons to show; none where nobody was found.
    record Persons(List<UUID> persons) implements Found {}

    /// No more numbers in vain today.
    record NoBudget() implements Found {}

    /// Nothing can be shown now, whoever is sought.
    record Refused(Refusal reason) implements Found {}
  }

  /// Those of whom it must be known who follows them. Somebody is looked up where nobody was found,
  /// so that the work, and the time it takes, are the same.
  static List<Fold<Followers>> folds(Seek seek) {
    var candidates = seek.candidates().isEmpty() ? List.of(NOBODY) : seek.candidates();
    return candidates.stream().distinct().map(Followers::fold).toList();
  }

  static Decision<Found> decide(
      Seek seek, Sought state, ExposurePolicy policy, SearchPolicy search, Instant now) {
    if (state.asker.isStopped(now)) {
      return state.refuse(seek, Refusal.ACCOUNT_FROZEN, policy, now);
    }
    var bases = state.bases(seek, now);
    var found = seek.candidates().stream().filter(bases::containsKey).toList();
    var basis =
        found.isEmpty() ? Basis.PORTFOLIO : bases.getOrDefault(found.getFirst(), Basis.PORTFOLIO);
    var sought =
        new PersonSought(
            seek.advisor(),
            ParisTime.day(now),
            seek.kind(),
            seek.term(),
            found.stream().map(UUID::toString).toList(),
            basis.word(),
            seek.reason());
    var misses = state.misses(now);
    if (found.isEmpty()
        && !misses.contains(seek.term())
        && misses.size() >= search.missesPerDay()) {
      return new Decision<>(
          List.of(
              new DisclosureRefused(
                  null, seek.advisor(), ParisTime.day(now), "search", "budget-exhausted")),
          new Found.NoBudget());
    }
    var line =
        state
            .asker
            .exposure()
            .line(
                sought.debits(),
                sought.bytes(),
                policy,
                state.asker.isOnProbation(now),
                true,
                "search",
                now);
    return line.isPresent()
        ? state.refuse(seek, line.get(), policy, now)
        : new Decision<>(List.of(sought), new Found.Persons(found));
  }

  // On probation nothing outside the own portfolio is searched (R17).
  private Map<UUID, Basis> bases(Seek seek, Instant now) {
    var bases = new HashMap<UUID, Basis>();
    for (var person : persons) {
      asker
          .rights()
          .basis(seek.asker(), person, now)
          // A glass shows what was asked for, and a card may be more.
          .filter(basis -> basis != Basis.GLASS)
          .filter(basis -> basis == Basis.PORTFOLIO || !asker.isOnProbation(now))
          .ifPresent(basis -> bases.put(UUID.fromString(person.person()), basis));
    }
    return bases;
  }

  private Set<String> misses(Instant now) {
    return asker.exposure().noted(ParisTime.day(now)).stream()
        .filter(event -> event instanceof PersonSought sought && sought.persons().isEmpty())
        .map(event -> ((PersonSought) event).term())
        .collect(Collectors.toSet());
  }

  private Decision<Found> refuse(Seek seek, Refusal reason, ExposurePolicy policy, Instant now) {
    if (reason == Refusal.TRANCHE_NEEDED) {
      return new Decision<>(List.of(), new Found.Refused(reason));
    }
    var events = new ArrayList<Object>();
    events.add(
        new DisclosureRefused(null, seek.advisor(), ParisTime.day(now), "search", reason.word()));
    asker
        .exposure()
        .alert(seek.advisor(), reason, policy, asker.isOnProbation(now), now)
        .ifPresent(events::add);
    return new Decision<>(events, new Found.Refused(reason));
  }
}
