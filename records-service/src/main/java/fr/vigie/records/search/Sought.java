package fr.vigie.records.search;

import fr.vigie.contracts.records.DisclosureEvent.DisclosureRefused;
import fr.vigie.contracts.records.DisclosureEvent.PersonSought;
import fr.vigie.contracts.records.DisclosureEvent.RecordDisclosed;
import fr.vigie.contracts.records.RecordsEvent.DataErased;
import fr.vigie.contracts.records.RecordsEvent.PersonAssigned;
import fr.vigie.eventstore.Boundary;
import fr.vigie.eventstore.Decision;
import fr.vigie.eventstore.EventTag;
import fr.vigie.records.disclosure.ExposureDay;
import fr.vigie.records.disclosure.ExposurePolicy;
import fr.vigie.records.jobseeker.JobSeekerEvent.Registered;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/// What a search by an exact number depends on, folded from its boundary, and the decision.
///
/// Who has no relation with the person hears what he would hear if there were no such person, and
/// both debit the same: a number that found nobody counts as a person nobody knows.
///
/// @param followers who follows each of the candidates now; those who are not registered are absent
/// @param today persons disclosed to the advisor today
/// @param misses hashes of numbers that found nobody today
record Sought(Map<String, String> followers, Set<String> today, Set<String> misses) {

  static final Sought NOTHING = new Sought(Map.of(), Set.of(), Set.of());

  static final String PORTFOLIO = "portfolio";

  private static final String NOBODYS = "";
  private static final UUID NOBODY = new UUID(0, 0);

  /// Somebody is looked for.
  ///
  /// @param term a keyed hash of the number
  /// @param kind `number`, `nir`
  /// @param candidates those who bear the number, and, for a NIR, were born on the day
  record Seek(String advisor, String kind, String term, List<UUID> candidates) {
    Seek {
      candidates = List.copyOf(candidates);
    }
  }

  /// What came of it.
  sealed interface Found {

    /// Persons to show; none where nobody was found.
    record Persons(List<UUID> persons) implements Found {}

    /// No more today.
    record NoBudget() implements Found {}
  }

  /// The advisor's day, and the candidates' registration and relations.
  static Boundary boundary(Seek seek, Instant now) {
    var boundary =
        Boundary.of(
            ExposureDay.tag(seek.advisor(), ExposureDay.of(now)),
            RecordDisclosed.class,
            PersonSought.class);
    var candidates = seek.candidates().isEmpty() ? List.of(NOBODY) : seek.candidates();
    for (var candidate : candidates) {
      boundary =
          boundary.or(
              EventTag.of("person", candidate.toString()),
              Registered.class,
              PersonAssigned.class,
              DataErased.class);
    }
    return boundary;
  }

  Sought after(Object event) {
    return switch (event) {
      case Registered is -> following(is.person(), followers.getOrDefault(is.person(), NOBODYS));
      case PersonAssigned is -> following(is.person(), is.advisor());
      case DataErased is -> is.retention().equals("file") ? without(is.person()) : this;
      case RecordDisclosed is -> new Sought(followers, plus(today, is.person()), misses);
      case PersonSought is ->
          is.persons().isEmpty()
              ? new Sought(followers, today, plus(misses, is.term()))
              : new Sought(followers, plus(today, is.persons().toArray(String[]::new)), misses);
      default -> throw new IllegalArgumentException("not of this boundary: " + event.getClass());
    };
  }

  private Sought following(String person, String advisor) {
    var all = new HashMap<>(followers);
    all.put(person, advisor);
    return new Sought(all, today, misses);
  }

  private Sought without(String person) {
    var all = new HashMap<>(followers);
    all.remove(person);
    return new Sought(all, today, misses);
  }

  private static Set<String> plus(Set<String> some, String... more) {
    var all = new HashSet<>(some);
    all.addAll(List.of(more));
    return all;
  }

  static Decision<Found> decide(
      Seek seek, Sought state, ExposurePolicy exposure, SearchPolicy search, Instant now) {
    var persons =
        seek.candidates().stream()
            .filter(each -> seek.advisor().equals(state.followers().get(each.toString())))
            .toList();
    if (isOverBudget(seek, persons, state, exposure, search)) {
      return new Decision<>(
          List.of(
              new DisclosureRefused(
                  null, seek.advisor(), ExposureDay.of(now), "search", "budget-exhausted")),
          new Found.NoBudget());
    }
    return new Decision<>(
        List.of(
            new PersonSought(
                seek.advisor(),
                ExposureDay.of(now),
                seek.kind(),
                seek.term(),
                persons.stream().map(UUID::toString).toList(),
                PORTFOLIO)),
        new Found.Persons(persons));
  }

  private static boolean isOverBudget(
      Seek seek, List<UUID> persons, Sought state, ExposurePolicy exposure, SearchPolicy search) {
    var used = state.today().size() + state.misses().size();
    if (persons.isEmpty()) {
      return !state.misses().contains(seek.term())
          && (state.misses().size() >= search.missesPerDay() || used >= exposure.personsPerDay());
    }
    var unseen = persons.stream().filter(each -> !state.today().contains(each.toString())).count();
    return unseen > 0 && used + unseen > exposure.personsPerDay();
  }
}
