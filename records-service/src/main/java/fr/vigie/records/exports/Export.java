package fr.vigie.records.exports;

import fr.vigie.contracts.records.DisclosureEvent.DisclosureRefused;
import fr.vigie.contracts.records.DisclosureEvent.FileExported;
import fr.vigie.contracts.records.RecordsEvent.ApprovalAsked;
import fr.vigie.contracts.records.RecordsEvent.ApprovalGiven;
import fr.vigie.contracts.records.RecordsEvent.ApprovalUsed;
import fr.vigie.contracts.records.RelationEvent;
import fr.vigie.contracts.records.StandingEvent;
import fr.vigie.eventstore.Boundary;
import fr.vigie.eventstore.Decision;
import fr.vigie.eventstore.EventTag;
import fr.vigie.eventstore.StoredEvent;
import fr.vigie.kit.ParisTime;
import fr.vigie.records.approvals.Approval;
import fr.vigie.records.approvals.Matter;
import fr.vigie.records.budgets.Exposure;
import fr.vigie.records.budgets.ExposurePolicy;
import fr.vigie.records.budgets.Refusal;
import fr.vigie.records.jobseeker.FieldClass;
import fr.vigie.records.relations.Asker;
import fr.vigie.records.relations.Followers;
import fr.vigie.records.standing.Standing;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;

/// Whether an export is made, folded from its approval, the asker's day, and the persons in it.
///
/// @param persons of whom there is a file that is not in the vault
record Export(
    Map<String, Followers> persons, Approval approval, Standing standing, Exposure exposure) {

  static final String PURPOSE = "export";

  /// What a service is handed. Neither NIR nor disability, which have recipients of their own.
  static final List<FieldClass> CLASSES =
      List.of(FieldClass.IDENTITY, FieldClass.CONTACT, FieldClass.SITUATION, FieldClass.PATH);

  /// An export is to be made.
  record Make(Asker asker, String order, List<UUID> persons, String approval) {
    Make {
      persons = List.copyOf(persons);
    }
  }

  /// What came of it.
  sealed interface Answer {
    /// Whose files are handed over.
    record Made(List<UUID> persons) implements Answer {
      public Made {
        persons = List.copyOf(persons);
      }
    }

    record NotApproved() implements Answer {}

    record Refused(Refusal reason) implements Answer {}
  }

  Export {
    persons = Map.copyOf(persons);
  }

  /// Nothing has happened yet.
  static Export before(Make make) {
    return new Export(
        make.persons().stream()
            .map(UUID::toString)
            .collect(Collectors.toMap(Function.identity(), Followers::of)),
        Approval.NOTHING,
        Standing.GOOD,
        Exposure.NONE);
  }

  static Boundary boundary(Make make, Instant now) {
    var boundary =
        Exposure.ofAsker(make.asker(), now).or(Approval.tag(make.approval()), Approval.types());
    for (var person : make.persons()) {
      boundary = boundary.or(EventTag.of("person", person.toString()), Followers.types());
    }
    return boundary;
  }

  Export after(StoredEvent event) {
    return switch (event.payload()) {
      case ApprovalAsked _, ApprovalGiven _, ApprovalUsed _ ->
          new Export(persons, approval.after(event), standing, exposure);
      case StandingEvent change -> new Export(persons, approval, standing.after(change), exposure);
      case RelationEvent _ -> this;
      default -> new Export(with(event.payload()), approval, standing, exposure.after(event));
    };
  }

  private Map<String, Followers> with(Object event) {
    var all = new HashMap<>(persons);
    all.replaceAll((_, known) -> known.after(event));
    return all;
  }

  static Decision<Answer> decide(Make make, Export state, ExposurePolicy policy, Instant now) {
    var by = make.asker().account();
    if (state.standing.isFrozen() || state.exposure.isStopped(now)) {
      return state.refuse(by, Refusal.ACCOUNT_FROZEN, policy, now);
    }
    if (!state.approval.allows(by, Matter.EXPORT, make.order(), now)) {
      return new Decision<>(List.of(), new Answer.NotApproved());
    }
    var there = make.persons().stream().filter(each -> state.isThere(each, make.asker())).toList();
    var exported = there.stream().map(person -> exported(make, person, now)).toList();
    return state
        .line(exported, policy, now)
        .map(reason -> state.refuse(by, reason, policy, now))
        .orElseGet(() -> made(make, there, exported));
  }

  // The hour's and the minute's budgets are of eyes that read; this is read by nobody here.
  private Optional<Refusal> line(List<FileExported> exported, ExposurePolicy policy, Instant now) {
    var persons = exported.stream().map(FileExported::person).toList();
    return exposure
        .lineOfTheDay(
            persons,
            exported.stream().mapToInt(FileExported::bytes).sum(),
            policy,
            standing.isOnProbation(now),
            now)
        .or(() ->
            exposure.takesTranche(persons, policy, now)
                ? Optional.of(Refusal.TRANCHE_NEEDED)
                : Optional.empty());
  }

  private static Decision<Answer> made(Make make, List<UUID> there, List<FileExported> exported) {
    var events = new ArrayList<Object>();
    events.add(
        new ApprovalUsed(
            make.order(), make.approval(), Matter.EXPORT.word(), make.asker().account()));
    events.addAll(exported);
    return new Decision<>(events, new Answer.Made(there));
  }

  private static FileExported exported(Make make, UUID person, Instant now) {
    return new FileExported(
        person.toString(),
        make.asker().account(),
        ParisTime.day(now),
        CLASSES.stream().map(FieldClass::word).toList(),
        PURPOSE,
        make.order(),
        FieldClass.mostBytes(CLASSES));
  }

  // Tenants end here: another organisation's persons are left out, unsaid.
  private boolean isThere(UUID person, Asker asker) {
    var known = persons.get(person.toString());
    return known != null && known.registered() && known.isKeptBy(asker.organisation());
  }

  private Decision<Answer> refuse(String by, Refusal reason, ExposurePolicy policy, Instant now) {
    if (reason == Refusal.TRANCHE_NEEDED) {
      return new Decision<>(List.of(), new Answer.Refused(reason));
    }
    var events = new ArrayList<Object>();
    events.add(new DisclosureRefused(null, by, ParisTime.day(now), PURPOSE, reason.word()));
    exposure.alert(by, reason, policy, standing.isOnProbation(now), now).ifPresent(events::add);
    return new Decision<>(events, new Answer.Refused(reason));
  }
}
