package fr.vigie.records.relations;

import fr.vigie.contracts.records.RecordsEvent.PersonAssigned;
import fr.vigie.contracts.records.RelationEvent;
import fr.vigie.contracts.records.RelationEvent.AdvisorDesignated;
import fr.vigie.contracts.records.RelationEvent.CoFollowUpGranted;
import fr.vigie.contracts.records.RelationEvent.GlassBroken;
import fr.vigie.contracts.records.RelationEvent.GlassReviewed;
import fr.vigie.contracts.records.RelationEvent.GrantEnded;
import fr.vigie.contracts.records.RelationEvent.GrantRefused;
import fr.vigie.contracts.records.RelationEvent.ReplacementGranted;
import fr.vigie.contracts.records.RelationEvent.ShiftOpened;
import fr.vigie.contracts.records.StandingEvent;
import fr.vigie.eventstore.Boundary;
import fr.vigie.eventstore.Decision;
import fr.vigie.eventstore.EventTag;
import fr.vigie.records.relations.RelationCommand.CoFollow;
import fr.vigie.records.relations.RelationCommand.Designate;
import fr.vigie.records.relations.RelationCommand.End;
import fr.vigie.records.relations.RelationCommand.OpenShift;
import fr.vigie.records.relations.RelationCommand.Replace;
import fr.vigie.records.relations.RelationCommand.Transfer;
import fr.vigie.records.standing.Standing;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// What granting or ending a right depends on, and the decision.
///
/// Whom a right is for need not be known here: it says organisation and agency, and opens nothing
/// to a token that says others.
///
/// @param person who follows the person it is about
/// @param grant the right it is about, as it was granted; null where there is none
/// @param ended whether that has ended
/// @param standing whether the manager may act
record Granting(Followers person, @Nullable RelationEvent grant, boolean ended, Standing standing) {

  private static final String NONE = "";

  /// Nothing has happened yet.
  static Granting before(RelationCommand command) {
    return new Granting(Followers.of(person(command)), null, false, Standing.GOOD);
  }

  static Boundary boundary(Asker manager, RelationCommand command) {
    var boundary =
        Boundary.of(EventTag.of("person", person(command)), Followers.types())
            .or(EventTag.of("advisor", manager.account()), StandingEvent.class);
    var with =
        command instanceof End end
            ? boundary.or(EventTag.of("grant", end.grant()), RelationEvent.class)
            : boundary;
    return Standing.in(with, manager.session(), manager.organisation());
  }

  private static String person(RelationCommand command) {
    return Followers.tagged(
        switch (command) {
          case CoFollow co -> co.person();
          case Transfer transfer -> transfer.person();
          case OpenShift _, Replace _, Designate _, End _ -> null;
        });
  }

  Granting after(Object event) {
    return switch (event) {
      case GrantEnded over -> new Granting(person.after(over), grant, true, standing);
      case RelationEvent right -> new Granting(person.after(right), right, ended, standing);
      case StandingEvent change -> new Granting(person, grant, ended, standing.after(change));
      default -> new Granting(person.after(event), grant, ended, standing);
    };
  }

  /// @param fresh a reference for a new right
  static Decision<RelationAnswer> decide(
      Asker manager, RelationCommand command, Granting state, UUID fresh, Instant now) {
    var reason = state.inTheWay(manager, command);
    if (reason != null) {
      return refuse(manager, command, fresh, reason);
    }
    var grant = fresh.toString();
    return switch (command) {
      case OpenShift(var advisor, var from, var until) ->
          done(
              grant,
              new ShiftOpened(
                  grant,
                  advisor,
                  manager.organisation(),
                  manager.agency(),
                  from,
                  until,
                  manager.account()));
      case Replace(var advisor, var absent, var from, var until) ->
          done(
              grant,
              new ReplacementGranted(
                  grant, advisor, absent, manager.organisation(), from, until, manager.account()));
      case CoFollow(var person, var advisor, var organisation, var agency, var from, var until) ->
          done(
              grant,
              new CoFollowUpGranted(
                  grant,
                  Followers.tagged(person),
                  advisor,
                  organisation,
                  agency,
                  from,
                  until,
                  manager.account()));
      case Designate(var advisor, var from, var until) ->
          done(
              grant,
              new AdvisorDesignated(
                  grant, advisor, manager.organisation(), from, until, manager.account()));
      case Transfer(var person, var advisor) ->
          done(
              Followers.tagged(person),
              new PersonAssigned(
                  Followers.tagged(person), advisor, manager.organisation(), manager.agency()));
      case End(var ended) -> state.end(manager, ended, now);
    };
  }

  private @Nullable RelationRefusal inTheWay(Asker manager, RelationCommand command) {
    if (standing.isFrozen()) {
      return RelationRefusal.ACCOUNT_FROZEN;
    }
    if (manager.account().equals(command.advisor())) {
      return RelationRefusal.OWN_RIGHT;
    }
    return switch (command) {
      case OpenShift _, Replace _, Designate _ -> null;
      case CoFollow _, Transfer _ -> persons(manager);
      case End _ -> grant == null || !isOf(manager, grant) ? RelationRefusal.NO_SUCH_GRANT : null;
    };
  }

  // A manager disposes of the persons of the own agency.
  private @Nullable RelationRefusal persons(Asker manager) {
    var follower = person.follower();
    if (!person.registered() || follower == null) {
      return RelationRefusal.NO_SUCH_PERSON;
    }
    return follower.organisation().equals(manager.organisation())
            && follower.agency().equals(manager.agency())
        ? null
        : RelationRefusal.NOT_YOURS;
  }

  private static boolean isOf(Asker manager, RelationEvent grant) {
    return switch (grant) {
      case ShiftOpened is ->
          is.organisation().equals(manager.organisation()) && is.agency().equals(manager.agency());
      case ReplacementGranted is -> is.organisation().equals(manager.organisation());
      case AdvisorDesignated is -> is.organisation().equals(manager.organisation());
      // Whoever gave it, and the organisation it was given to.
      case CoFollowUpGranted is ->
          is.by().equals(manager.account()) || is.organisation().equals(manager.organisation());
      // A glass ends by a review.
      case GlassBroken _, GlassReviewed _, GrantEnded _, GrantRefused _ -> false;
    };
  }

  private Decision<RelationAnswer> end(Asker manager, String which, Instant now) {
    if (ended || grant == null) {
      return new Decision<>(List.of(), new RelationAnswer.Done(which));
    }
    var person = grant instanceof CoFollowUpGranted of ? of.person() : null;
    return done(which, new GrantEnded(which, grant.advisor(), person, now, manager.account()));
  }

  private static Decision<RelationAnswer> done(String grant, Object event) {
    return new Decision<>(List.of(event), new RelationAnswer.Done(grant));
  }

  private static Decision<RelationAnswer> refuse(
      Asker manager, RelationCommand command, UUID fresh, RelationRefusal reason) {
    var advisor = command.advisor();
    return new Decision<>(
        List.of(
            new GrantRefused(
                command instanceof End end ? end.grant() : fresh.toString(),
                advisor == null ? NONE : advisor,
                command.asked(),
                reason.word(),
                manager.account())),
        new RelationAnswer.Refused(reason));
  }
}
