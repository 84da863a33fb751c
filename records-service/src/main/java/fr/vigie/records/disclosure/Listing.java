package fr.vigie.records.disclosure;

import fr.vigie.contracts.records.DisclosureEvent;
import fr.vigie.contracts.records.DisclosureEvent.CallRefused;
import fr.vigie.contracts.records.RecordsEvent;
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
import fr.vigie.records.relations.Followers;
import fr.vigie.records.standing.Standing;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// A list of persons of the own portfolio: a view says whom it may show, some milliseconds late;
/// who of them is still followed at the moment it is shown is decided here, with the event that
/// says who was shown (law 3).
///
/// @param persons who follows each person wanted
public record Listing(Map<String, Followers> persons, Standing standing, Exposure exposure) {

  /// Nothing has happened yet.
  static Listing before(List<UUID> wanted) {
    return new Listing(
        wanted.stream()
            .map(UUID::toString)
            .distinct()
            .collect(Collectors.toMap(Function.identity(), Followers::of)),
        Standing.GOOD,
        Exposure.NONE);
  }

  /// What a list is.
  ///
  /// @param asked `list`, `search`
  record Kind(String asked, Says says) {}

  /// Makes the event that says who was shown.
  public interface Says {
    DisclosureEvent event(String advisor, LocalDate day, List<String> persons);
  }

  /// What the decision came to.
  sealed interface Verdict {
    record Shown(List<UUID> persons) implements Verdict {
      public Shown {
        persons = List.copyOf(persons);
      }
    }

    record Refused(Refusal reason) implements Verdict {}
  }

  public Listing {
    persons = Map.copyOf(persons);
  }

  static Boundary boundary(Asker asker, List<UUID> wanted, Instant now) {
    var persons = wanted.stream().map(person -> Boundary.of(tag(person), Followers.types()));
    return new Boundary(
        Stream.concat(Stream.of(Exposure.ofAsker(asker, now)), persons)
            .flatMap(part -> part.criteria().stream())
            .toList());
  }

  private static EventTag tag(UUID person) {
    return EventTag.of("person", person.toString());
  }

  Listing after(StoredEvent event) {
    return switch (event.payload()) {
      case JobSeekerEvent is -> with(is.person(), is);
      case RecordsEvent is -> with(is.person(), is);
      case StandingEvent change -> new Listing(persons, standing.after(change), exposure);
      default -> new Listing(persons, standing, exposure.after(event));
    };
  }

  private Listing with(String person, Object event) {
    var all = new HashMap<>(persons);
    all.computeIfPresent(person, (_, known) -> known.after(event));
    return new Listing(all, standing, exposure);
  }

  static Decision<Verdict> decide(
      Asker asker,
      List<UUID> wanted,
      Kind kind,
      Listing state,
      ExposurePolicy policy,
      Instant now) {
    if (state.standing.isFrozen() || state.exposure.isStopped(now)) {
      return state.refuse(asker, kind, Refusal.ACCOUNT_FROZEN, policy, now);
    }
    var own =
        wanted.stream()
            .filter(person ->
                state
                    .persons
                    .getOrDefault(person.toString(), Followers.of(person.toString()))
                    .isPortfolioOf(asker))
            .toList();
    var says =
        kind.says()
            .event(asker.account(), ExposureDay.of(now), own.stream().map(UUID::toString).toList());
    var probation = state.standing.isOnProbation(now);
    var line =
        state.exposure.line(says.debits(), says.bytes(), policy, probation, true, "list", now);
    return line.isPresent()
        ? state.refuse(asker, kind, line.get(), policy, now)
        : new Decision<>(List.of(says), new Verdict.Shown(own));
  }

  private Decision<Verdict> refuse(
      Asker asker, Kind kind, Refusal reason, ExposurePolicy policy, Instant now) {
    var events = new ArrayList<Object>();
    events.add(new CallRefused(asker.account(), ExposureDay.of(now), kind.asked(), reason.word()));
    exposure
        .alert(asker.account(), reason, policy, standing.isOnProbation(now), now)
        .ifPresent(events::add);
    return new Decision<>(events, new Verdict.Refused(reason));
  }
}
