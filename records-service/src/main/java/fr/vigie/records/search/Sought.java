package fr.vigie.records.search;

import fr.vigie.contracts.records.DisclosureEvent.DisclosureRefused;
import fr.vigie.contracts.records.DisclosureEvent.PersonSought;
import fr.vigie.contracts.records.RecordsEvent;
import fr.vigie.contracts.records.RelationEvent;
import fr.vigie.contracts.records.StandingEvent;
import fr.vigie.eventstore.Boundary;
import fr.vigie.eventstore.Decision;
import fr.vigie.eventstore.EventTag;
import fr.vigie.eventstore.StoredEvent;
import fr.vigie.records.budgets.Exposure;
import fr.vigie.records.budgets.ExposureDay;
import fr.vigie.records.budgets.ExposurePolicy;
import fr.vigie.records.budgets.Refusal;
import fr.vigie.records.jobseeker.JobSeekerEvent;
import fr.vigie.records.relations.Asker;
import fr.vigie.records.relations.Basis;
import fr.vigie.records.relations.Followers;
import fr.vigie.records.relations.Glass;
import fr.vigie.records.relations.Rights;
import fr.vigie.records.standing.Standing;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;

/// What a search by an exact number depends on, folded from its boundary, and the decision.
///
/// Who has no relation with the person hears what he would hear if there were no such person, and
/// both debit the same: a number that found nobody counts as a person nobody knows. It is the one
/// budget that opening records debits too.
///
/// @param persons who follows each of the candidates
/// @param rights what was granted to the advisor
/// @param standing whether the advisor may act
/// @param exposure what was shown to the advisor lately
record Sought(Map<String, Followers> persons, Rights rights, Standing standing, Exposure exposure) {

  private static final UUID NOBODY = new UUID(0, 0);

  Sought {
    persons = Map.copyOf(persons);
  }

  /// Somebody is looked for.
  ///
  /// @param term a keyed hash of the number
  /// @param kind `number`, `nir`
  /// @param candidates those who bear the number, and, for a NIR, were born on the day
  record Seek(Asker asker, String kind, String term, List<UUID> candidates) {
    Seek {
      candidates = List.copyOf(candidates);
    }

    String advisor() {
      return asker.account();
    }
  }

  /// Nothing has happened yet.
  static Sought before(Seek seek) {
    return new Sought(
        seek.candidates().stream()
            .map(UUID::toString)
            .distinct()
            .collect(Collectors.toMap(Function.identity(), Followers::of)),
        Rights.NONE,
        Standing.GOOD,
        Exposure.NONE);
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

  /// The advisor's day, rights and standing, and the candidates' registration and relations.
  static Boundary boundary(Seek seek, Instant now) {
    var boundary = Exposure.ofAsker(seek.asker(), now);
    var candidates = seek.candidates().isEmpty() ? List.of(NOBODY) : seek.candidates();
    for (var candidate : candidates) {
      boundary = boundary.or(EventTag.of("person", candidate.toString()), Followers.types());
    }
    return boundary;
  }

  Sought after(StoredEvent event) {
    return switch (event.payload()) {
      case JobSeekerEvent is -> new Sought(with(is), rights, standing, exposure);
      case RecordsEvent is -> new Sought(with(is), rights, standing, exposure);
      case RelationEvent right -> new Sought(with(right), rights.after(right), standing, exposure);
      case Glass glass -> new Sought(persons, rights.after(glass.broken()), standing, exposure);
      case StandingEvent change -> new Sought(persons, rights, standing.after(change), exposure);
      default -> new Sought(persons, rights, standing, exposure.after(event));
    };
  }

  private Map<String, Followers> with(Object event) {
    var all = new HashMap<>(persons);
    all.replaceAll((_, known) -> known.after(event));
    return all;
  }

  static Decision<Found> decide(
      Seek seek, Sought state, ExposurePolicy policy, SearchPolicy search, Instant now) {
    if (state.standing.isFrozen() || state.exposure.isStopped(now)) {
      return state.refuse(seek, Refusal.ACCOUNT_FROZEN, policy, now);
    }
    var bases = state.bases(seek, now);
    var found = seek.candidates().stream().filter(bases::containsKey).toList();
    var basis =
        found.isEmpty() ? Basis.PORTFOLIO : bases.getOrDefault(found.getFirst(), Basis.PORTFOLIO);
    var sought =
        new PersonSought(
            seek.advisor(),
            ExposureDay.of(now),
            seek.kind(),
            seek.term(),
            found.stream().map(UUID::toString).toList(),
            basis.word());
    var misses = state.misses(now);
    if (found.isEmpty()
        && !misses.contains(seek.term())
        && misses.size() >= search.missesPerDay()) {
      return new Decision<>(
          List.of(
              new DisclosureRefused(
                  null, seek.advisor(), ExposureDay.of(now), "search", "budget-exhausted")),
          new Found.NoBudget());
    }
    var line =
        state.exposure.line(
            sought.debits(),
            sought.bytes(),
            policy,
            state.standing.isOnProbation(now),
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
    for (var candidate : seek.candidates()) {
      basis(seek, candidate, now)
          // A glass shows what was asked for, and a card may be more.
          .filter(basis -> basis != Basis.GLASS)
          .filter(basis -> basis == Basis.PORTFOLIO || !standing.isOnProbation(now))
          .ifPresent(basis -> bases.put(candidate, basis));
    }
    return bases;
  }

  private Optional<Basis> basis(Seek seek, UUID candidate, Instant now) {
    var person = persons.getOrDefault(candidate.toString(), Followers.of(candidate.toString()));
    return rights.basis(seek.asker(), person, now);
  }

  private Set<String> misses(Instant now) {
    return exposure.noted(ExposureDay.of(now)).stream()
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
        new DisclosureRefused(null, seek.advisor(), ExposureDay.of(now), "search", reason.word()));
    exposure
        .alert(seek.advisor(), reason, policy, standing.isOnProbation(now), now)
        .ifPresent(events::add);
    return new Decision<>(events, new Found.Refused(reason));
  }
}
