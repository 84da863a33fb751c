package fr.vigie.records.disclosure;

import fr.vigie.contracts.records.DisclosureEvent;
import fr.vigie.contracts.records.DisclosureEvent.CallRefused;
import fr.vigie.eventstore.Decision;
import fr.vigie.kit.ParisTime;
import fr.vigie.records.budgets.Acting;
import fr.vigie.records.budgets.ExposurePolicy;
import fr.vigie.records.budgets.Refusal;
import fr.vigie.records.relations.Asker;
import fr.vigie.records.relations.Followers;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/// A list of persons of the own portfolio: a view says whom it may show, some milliseconds late;
/// who of them is still followed at the moment it is shown is decided here, with the event that
/// says who was shown (law 3).
///
/// @param persons who follows each person wanted
/// @param asker what the advisor was granted and shown, and whether the advisor may act
public record Listing(List<Followers> persons, Acting asker) {

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
    persons = List.copyOf(persons);
  }

  static Decision<Verdict> decide(
      Asker asker, Kind kind, Listing state, ExposurePolicy policy, Instant now) {
    if (state.asker.isStopped(now)) {
      return state.refuse(asker, kind, Refusal.ACCOUNT_FROZEN, policy, now);
    }
    var own =
        state.persons.stream()
            .filter(person -> person.isPortfolioOf(asker))
            .map(Followers::person)
            .toList();
    var says = kind.says().event(asker.account(), ParisTime.day(now), own);
    var line =
        state
            .asker
            .exposure()
            .line(
                says.debits(),
                says.bytes(),
                policy,
                state.asker.isOnProbation(now),
                true,
                "list",
                now);
    return line.isPresent()
        ? state.refuse(asker, kind, line.get(), policy, now)
        : new Decision<>(
            List.of(says), new Verdict.Shown(own.stream().map(UUID::fromString).toList()));
  }

  private Decision<Verdict> refuse(
      Asker by, Kind kind, Refusal reason, ExposurePolicy policy, Instant now) {
    var events = new ArrayList<Object>();
    events.add(new CallRefused(by.account(), ParisTime.day(now), kind.asked(), reason.word()));
    asker
        .exposure()
        .alert(by.account(), reason, policy, asker.isOnProbation(now), now)
        .ifPresent(events::add);
    return new Decision<>(events, new Verdict.Refused(reason));
  }
}
