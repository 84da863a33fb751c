package fr.vigie.records.disclosure;

import fr.vigie.contracts.records.DisclosureEvent.DisclosureRefused;
import fr.vigie.contracts.records.DisclosureEvent.RecordDisclosed;
import fr.vigie.eventstore.Decision;
import fr.vigie.eventstore.Fold;
import fr.vigie.eventstore.States;
import fr.vigie.kit.ParisTime;
import fr.vigie.records.budgets.Acting;
import fr.vigie.records.budgets.ExposurePolicy;
import fr.vigie.records.budgets.Refusal;
import fr.vigie.records.jobseeker.FieldClass;
import fr.vigie.records.relations.Basis;
import fr.vigie.records.relations.Followers;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/// What a disclosure depends on, and the decision.
///
/// @param person who follows the person
/// @param asker what the advisor was granted and shown, and whether the advisor may act
record Disclosure(Followers person, Acting asker) {

  /// What the decision depends on, as it is kept: the advisor's day, rights and standing, and the
  /// person's registration and relations.
  record Folds(Fold<Acting> asker, Fold<Followers> person) {

    static Folds of(OpenRecord command, Instant now) {
      return new Folds(Acting.fold(command.asker(), now), Followers.fold(command.person()));
    }

    List<Fold<?>> all() {
      return List.of(asker, person);
    }

    Disclosure state(States states) {
      return new Disclosure(states.of(person), states.of(asker));
    }
  }

  /// What the asker was allowed.
  private record Allowed(Basis basis, List<FieldClass> classes) {}

  static Decision<Verdict> decide(
      OpenRecord command, Disclosure state, ExposurePolicy policy, Instant now) {
    var person = command.person();
    if (state.asker.isStopped(now)) {
      return state.refuse(command, Refusal.ACCOUNT_FROZEN, policy, now);
    }
    if (person == null || !state.person.registered()) {
      return state.refuse(command, Refusal.NO_SUCH_PERSON, policy, now);
    }
    if (command.reference().handedOn()) {
      return state.refuse(command, Refusal.HANDED_ON, policy, now);
    }
    var basis = state.asker.rights().basis(command.asker(), state.person, now);
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
          basis == Basis.GLASS
              ? asker.rights().throughGlass(command.asker(), person, now)
              : basis.shown();
      case HISTORY -> basis.told();
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
    return asker.rights().isDesignated(command.asker(), now)
        ? List.of(FieldClass.NIR, FieldClass.DISABILITY)
        : List.of(FieldClass.NIR);
  }

  private Optional<Refusal> inTheWay(
      OpenRecord command, UUID person, Allowed allowed, ExposurePolicy policy, Instant now) {
    if (allowed.classes().isEmpty()) {
      return Optional.of(Refusal.NOT_FOR_YOU);
    }
    if (command.part().isRevealed()) {
      if (!command.asker().fresh()) {
        return Optional.of(Refusal.STEP_UP_NEEDED);
      }
      if (command.reason() == null) {
        return Optional.of(Refusal.REASON_NEEDED);
      }
    }
    return asker
        .exposure()
        .line(
            List.of(person.toString()),
            FieldClass.mostBytes(allowed.classes()),
            policy,
            asker.isOnProbation(now),
            command.asker().fresh(),
            command.reasonWord(),
            now);
  }

  private Decision<Verdict> show(OpenRecord command, UUID person, Allowed allowed, Instant now) {
    var day = ParisTime.day(now);
    var shown = asker.exposure().count(day) + (asker.exposure().has(day, person) ? 0 : 1);
    return new Decision<>(
        List.of(
            new RecordDisclosed(
                person.toString(),
                command.advisor(),
                day,
                allowed.classes().stream().map(FieldClass::word).toList(),
                command.purpose(),
                allowed.basis().word(),
                FieldClass.mostBytes(allowed.classes()),
                command.reasonWord())),
        new Verdict.Shown(
            person,
            allowed.basis().word(),
            allowed.classes(),
            revealable(command, allowed.basis(), now),
            shown));
  }

  private Decision<Verdict> refuse(
      OpenRecord command, Refusal reason, ExposurePolicy policy, Instant now) {
    var day = ParisTime.day(now);
    if (reason == Refusal.TRANCHE_NEEDED) {
      return new Decision<>(List.of(), new Verdict.Refused(reason, asker.exposure().count(day)));
    }
    var named = person.registered() ? command.person() : null;
    var events = new ArrayList<Object>();
    events.add(
        new DisclosureRefused(
            named == null ? null : named.toString(),
            command.advisor(),
            day,
            command.purpose(),
            reason.word()));
    asker
        .exposure()
        .alert(command.advisor(), reason, policy, asker.isOnProbation(now), now)
        .ifPresent(events::add);
    return new Decision<>(events, new Verdict.Refused(reason, asker.exposure().count(day)));
  }
}
