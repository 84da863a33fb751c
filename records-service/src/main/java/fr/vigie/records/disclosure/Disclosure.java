package fr.vigie.records.disclosure;

import fr.vigie.contracts.records.DisclosureEvent.DisclosureRefused;
import fr.vigie.contracts.records.DisclosureEvent.PersonSought;
import fr.vigie.contracts.records.DisclosureEvent.RecordDisclosed;
import fr.vigie.contracts.records.RecordsEvent.DataErased;
import fr.vigie.contracts.records.RecordsEvent.PersonAssigned;
import fr.vigie.eventstore.Boundary;
import fr.vigie.eventstore.Decision;
import fr.vigie.eventstore.EventTag;
import fr.vigie.records.jobseeker.FieldClass;
import fr.vigie.records.jobseeker.JobSeekerEvent.Registered;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// What a disclosure depends on, folded from its boundary, and the decision.
///
/// @param registered there is such a person
/// @param follower the advisor who follows the person now
/// @param today what was disclosed to the advisor today, the newest first
record Disclosure(boolean registered, @Nullable String follower, @Nullable Seen today) {

  static final Disclosure NOTHING = new Disclosure(false, null, null);

  /// The relation of this slice: the person is in the advisor's portfolio.
  static final String PORTFOLIO = "portfolio";

  /// What an advisor is shown. Neither NIR nor disability: they are for others, or for more than a
  /// relation.
  static final List<FieldClass> SHOWN_TO_ADVISORS =
      List.of(FieldClass.IDENTITY, FieldClass.CONTACT, FieldClass.SITUATION, FieldClass.PATH);

  // A reference nobody bears: one that is no reference is looked for like any other, so that the
  // work, and the time it takes, are the same.
  private static final UUID NOBODY = new UUID(0, 0);

  // A list that shares its tail: folding a day costs one step an event, and states of a decision
  // that is taken twice do not disturb each other.
  record Seen(String person, @Nullable Seen before) {}

  /// Everything the decision depends on: the advisor's day, and the person's registration and
  /// relations.
  static Boundary boundary(OpenRecord command, Instant now) {
    var person = command.person() == null ? NOBODY : command.person();
    return Boundary.of(
            ExposureDay.tag(command.advisor(), ExposureDay.of(now)),
            RecordDisclosed.class,
            PersonSought.class)
        .or(
            EventTag.of("person", person.toString()),
            Registered.class,
            PersonAssigned.class,
            DataErased.class);
  }

  Disclosure after(Object event) {
    return switch (event) {
      case Registered _ -> new Disclosure(true, follower, today);
      case DataErased erased ->
          erased.retention().equals("file") ? new Disclosure(false, follower, today) : this;
      case PersonAssigned assigned -> new Disclosure(registered, assigned.advisor(), today);
      case RecordDisclosed disclosed ->
          new Disclosure(registered, follower, new Seen(disclosed.person(), today));
      case PersonSought sought -> new Disclosure(registered, follower, seen(sought));
      default -> throw new IllegalArgumentException("not of this boundary: " + event.getClass());
    };
  }

  // A search that found nobody debits like one that found somebody: a term nobody bears counts as a
  // person nobody knows.
  private @Nullable Seen seen(PersonSought sought) {
    if (sought.persons().isEmpty()) {
      return new Seen(sought.term(), today);
    }
    var seen = today;
    for (var person : sought.persons()) {
      seen = new Seen(person, seen);
    }
    return seen;
  }

  /// Distinct persons disclosed to the advisor today.
  Set<String> persons() {
    var persons = new HashSet<String>();
    for (var seen = today; seen != null; seen = seen.before()) {
      persons.add(seen.person());
    }
    return persons;
  }

  static Decision<Verdict> decide(
      OpenRecord command, Disclosure state, ExposurePolicy policy, Instant now) {
    var persons = state.persons();
    var person = command.person();
    if (person == null || !state.registered()) {
      return refuse(command, null, Refusal.NO_SUCH_PERSON, persons.size(), now);
    }
    if (!command.advisor().equals(state.follower())) {
      return refuse(command, person, Refusal.NO_RELATION, persons.size(), now);
    }
    if (!persons.contains(person.toString()) && persons.size() >= policy.personsPerDay()) {
      return refuse(command, person, Refusal.BUDGET_EXHAUSTED, persons.size(), now);
    }
    persons.add(person.toString());
    return new Decision<>(
        List.of(
            new RecordDisclosed(
                person.toString(),
                command.advisor(),
                ExposureDay.of(now),
                SHOWN_TO_ADVISORS.stream().map(FieldClass::word).toList(),
                command.purpose().word(),
                PORTFOLIO)),
        new Verdict.Shown(person, PORTFOLIO, persons.size()));
  }

  private static Decision<Verdict> refuse(
      OpenRecord command, @Nullable UUID person, Refusal reason, int disclosed, Instant now) {
    return new Decision<>(
        List.of(
            new DisclosureRefused(
                person == null ? null : person.toString(),
                command.advisor(),
                ExposureDay.of(now),
                command.purpose().word(),
                reason.word())),
        new Verdict.Refused(reason, disclosed));
  }
}
