package fr.vigie.records.disclosure;

import fr.vigie.contracts.records.DisclosureEvent.DisclosureRefused;
import fr.vigie.contracts.records.DisclosureEvent.RecordDisclosed;
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
import fr.vigie.records.jobseeker.FieldClass;
import fr.vigie.records.relations.Basis;
import fr.vigie.records.relations.Followers;
import fr.vigie.records.relations.Glass;
import fr.vigie.records.relations.Rights;
import fr.vigie.records.standing.Standing;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/// What a disclosure depends on, folded from its boundary, and the decision.
///
/// @param person who follows the person
/// @param rights what was granted to the advisor
/// @param standing whether the advisor may act
/// @param exposure what was shown to the advisor lately
record Disclosure(Followers person, Rights rights, Standing standing, Exposure exposure) {

  /// Nothing has happened yet.
  static Disclosure before(OpenRecord command) {
    return new Disclosure(
        Followers.of(Followers.tagged(command.person())),
        Rights.NONE,
        Standing.GOOD,
        Exposure.NONE);
  }

  // Above what the rules for fields let a class come to, but for long histories.
  private static final int BYTES_OF_A_CLASS = 1_024;

  /// What the asker was allowed.
  private record Allowed(Basis basis, List<FieldClass> classes) {}

  /// Everything the decision depends on: the advisor's day, rights and standing, and the person's
  /// registration and relations.
  static Boundary boundary(OpenRecord command, Instant now) {
    return Exposure.ofAsker(command.asker(), now)
        .or(EventTag.of("person", Followers.tagged(command.person())), Followers.types());
  }

  Disclosure after(StoredEvent event) {
    return switch (event.payload()) {
      // One that is the advisor's and the person's at once.
      case RelationEvent right ->
          new Disclosure(person.after(right), rights.after(right), standing, exposure);
      case Glass glass -> new Disclosure(person, rights.after(glass.broken()), standing, exposure);
      case StandingEvent change -> new Disclosure(person, rights, standing.after(change), exposure);
      default ->
          new Disclosure(person.after(event.payload()), rights, standing, exposure.after(event));
    };
  }

  static Decision<Verdict> decide(
      OpenRecord command, Disclosure state, ExposurePolicy policy, Instant now) {
    var person = command.person();
    if (state.standing.isFrozen() || state.exposure.isStopped(now)) {
      return state.refuse(command, Refusal.ACCOUNT_FROZEN, policy, now);
    }
    if (person == null || !state.person.registered()) {
      return state.refuse(command, Refusal.NO_SUCH_PERSON, policy, now);
    }
    if (command.reference().handedOn()) {
      return state.refuse(command, Refusal.HANDED_ON, policy, now);
    }
    var basis = state.rights.basis(command.asker(), state.person, now);
    if (basis.isEmpty()) {
      return state.refuse(command, Refusal.NO_RELATION, policy, now);
    }
    var allowed = new Allowed(basis.get(), state.classes(command, basis.get(), now));
    var refusal = state.inTheWay(command, person, allowed, policy, now);
    return refusal.isPresent()
        ? state.refuse(command, refusal.get(), policy, now)
        : state.show(command, person, allowed, now);
  }

  private List<FieldClass> classes(OpenRecord command, Basis basis, Instant now) {
    return switch (command.part()) {
      case FILE ->
          basis == Basis.GLASS ? rights.throughGlass(command.asker(), person, now) : basis.shown();
      case NIR -> only(FieldClass.NIR, command, basis, now);
      case DISABILITY -> only(FieldClass.DISABILITY, command, basis, now);
    };
  }

  private List<FieldClass> only(FieldClass wanted, OpenRecord command, Basis basis, Instant now) {
    return revealable(command, basis, now).contains(wanted) ? List.of(wanted) : List.of();
  }

  /// What is shown apart, on fresh factors and a reason.
  private List<FieldClass> revealable(OpenRecord command, Basis basis, Instant now) {
    if (!basis.isFollowUp()) {
      return List.of();
    }
    return rights.isDesignated(command.asker(), now)
        ? List.of(FieldClass.NIR, FieldClass.DISABILITY)
        : List.of(FieldClass.NIR);
  }

  private Optional<Refusal> inTheWay(
      OpenRecord command, UUID person, Allowed allowed, ExposurePolicy policy, Instant now) {
    if (allowed.classes().isEmpty()) {
      return Optional.of(Refusal.NOT_FOR_YOU);
    }
    if (command.part() != OpenRecord.Part.FILE) {
      if (!command.asker().fresh()) {
        return Optional.of(Refusal.STEP_UP_NEEDED);
      }
      if (command.reason() == null) {
        return Optional.of(Refusal.REASON_NEEDED);
      }
    }
    return exposure.line(
        List.of(person.toString()),
        bytes(allowed),
        policy,
        standing.isOnProbation(now),
        command.asker().fresh(),
        command.reasonWord(),
        now);
  }

  private static int bytes(Allowed allowed) {
    return allowed.classes().size() * BYTES_OF_A_CLASS;
  }

  private Decision<Verdict> show(OpenRecord command, UUID person, Allowed allowed, Instant now) {
    var day = ExposureDay.of(now);
    var persons = exposure.persons(day);
    persons.add(person.toString());
    return new Decision<>(
        List.of(
            new RecordDisclosed(
                person.toString(),
                command.advisor(),
                day,
                allowed.classes().stream().map(FieldClass::word).toList(),
                command.purpose().word(),
                allowed.basis().word(),
                bytes(allowed),
                command.reasonWord())),
        new Verdict.Shown(
            person,
            allowed.basis().word(),
            allowed.classes(),
            revealable(command, allowed.basis(), now),
            persons.size()));
  }

  private Decision<Verdict> refuse(
      OpenRecord command, Refusal reason, ExposurePolicy policy, Instant now) {
    var day = ExposureDay.of(now);
    if (reason == Refusal.TRANCHE_NEEDED) {
      return new Decision<>(List.of(), new Verdict.Refused(reason, exposure.persons(day).size()));
    }
    var named = person.registered() ? command.person() : null;
    var events = new ArrayList<Object>();
    events.add(
        new DisclosureRefused(
            named == null ? null : named.toString(),
            command.advisor(),
            day,
            command.purpose().word(),
            reason.word()));
    exposure
        .alert(command.advisor(), reason, policy, standing.isOnProbation(now), now)
        .ifPresent(events::add);
    return new Decision<>(events, new Verdict.Refused(reason, exposure.persons(day).size()));
  }
}
