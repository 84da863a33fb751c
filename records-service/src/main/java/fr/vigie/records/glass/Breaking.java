package fr.vigie.records.glass;

import fr.vigie.contracts.alerts.AlertEvent.AlertRaised;
import fr.vigie.contracts.alerts.AlertRule;
import fr.vigie.contracts.records.DisclosureEvent.DisclosureRefused;
import fr.vigie.contracts.records.RelationEvent;
import fr.vigie.contracts.records.RelationEvent.GlassBroken;
import fr.vigie.contracts.records.StandingEvent;
import fr.vigie.eventstore.Boundary;
import fr.vigie.eventstore.Decision;
import fr.vigie.eventstore.EventTag;
import fr.vigie.eventstore.StoredEvent;
import fr.vigie.kit.ParisTime;
import fr.vigie.records.budgets.Exposure;
import fr.vigie.records.budgets.ExposurePolicy;
import fr.vigie.records.budgets.Refusal;
import fr.vigie.records.glass.GlassCommand.Break;
import fr.vigie.records.jobseeker.FieldClass;
import fr.vigie.records.relations.Basis;
import fr.vigie.records.relations.Followers;
import fr.vigie.records.relations.Glass;
import fr.vigie.records.relations.Rights;
import fr.vigie.records.standing.Standing;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/// What breaking a glass depends on, folded from its boundary, and the decision.
///
/// @param person who follows the person
/// @param rights what was granted to the advisor, the glasses of before among it
/// @param standing whether the advisor may act
/// @param exposure what was shown to the advisor lately
record Breaking(Followers person, Rights rights, Standing standing, Exposure exposure) {

  /// Under which purpose a refusal is written down.
  static final String PURPOSE = "glass";

  static Breaking before(Break command) {
    return new Breaking(
        Followers.of(Followers.tagged(command.person())),
        Rights.NONE,
        Standing.GOOD,
        Exposure.NONE);
  }

  static Boundary boundary(Break command, Instant now) {
    return Exposure.ofAsker(command.asker(), now)
        .or(EventTag.of("person", Followers.tagged(command.person())), Followers.types());
  }

  Breaking after(StoredEvent event) {
    return switch (event.payload()) {
      case RelationEvent right ->
          new Breaking(person.after(right), rights.after(right), standing, exposure);
      case Glass glass -> new Breaking(person, rights.after(glass.broken()), standing, exposure);
      case StandingEvent change -> new Breaking(person, rights, standing.after(change), exposure);
      default ->
          new Breaking(person.after(event.payload()), rights, standing, exposure.after(event));
    };
  }

  /// @param fresh a reference for the glass
  static Decision<GlassAnswer> decide(
      Break command,
      Breaking state,
      GlassPolicy policy,
      ExposurePolicy exposure,
      UUID fresh,
      Instant now) {
    var left = state.left(policy, now);
    if (state.standing.isFrozen() || state.exposure.isStopped(now)) {
      return state.refuse(command, GlassRefusal.ACCOUNT_FROZEN, exposure, now);
    }
    if (!command.asker().fresh()) {
      return state.refuse(command, GlassRefusal.STEP_UP_NEEDED, exposure, now);
    }
    if (state.standing.isOnProbation(now)) {
      return state.refuse(command, GlassRefusal.ON_PROBATION, exposure, now);
    }
    if (left < 1) {
      return state.refuse(command, GlassRefusal.NONE_LEFT, exposure, now);
    }
    var person = command.person();
    var words = command.words();
    if (person == null || words == null || !state.isOfTheOwnOrganisation(command)) {
      return state.refuse(command, GlassRefusal.NO_SUCH_PERSON, exposure, now);
    }
    var relation = state.rights.basis(command.asker(), state.person, now);
    if (relation.isPresent() && relation.get() != Basis.GLASS) {
      return state.refuse(command, GlassRefusal.NOT_NEEDED, exposure, now);
    }
    var broken = broken(command, person, policy, fresh, now);
    return new Decision<>(
        List.of(new Glass(broken, words), alert(broken, policy.perDay() - left + 1, policy, now)),
        new GlassAnswer.Broken(broken.grant(), person, broken.until(), left - 1));
  }

  // Tenants end here: whom another organisation follows is opened by a co-follow-up alone.
  private boolean isOfTheOwnOrganisation(Break command) {
    var follower = person.follower();
    return person.registered()
        && follower != null
        && follower.organisation().equals(command.asker().organisation());
  }

  /// How many glasses there are today: those broken today, those of before that wait for a review,
  /// and numbers tried in vain today are used.
  int left(GlassPolicy policy, Instant now) {
    var today = ParisTime.day(now);
    var abused =
        rights
            .glasses()
            .flatMap(rights::reviews)
            .anyMatch(review ->
                review.verdict().equals(Rights.ABUSE)
                    && now.isBefore(review.at().plus(policy.afterAbuse())));
    if (abused) {
      return 0;
    }
    var used =
        rights
            .glasses()
            .filter(glass ->
                ParisTime.day(glass.from()).equals(today)
                    || rights.reviews(glass).findAny().isEmpty())
            .count();
    var inVain =
        exposure.noted(today).stream()
            .filter(event ->
                event instanceof DisclosureRefused refused
                    && refused.purpose().equals(PURPOSE)
                    && refused.reason().equals(GlassRefusal.NO_SUCH_PERSON.word()))
            .count();
    return Math.toIntExact(Math.max(0, policy.perDay() - used - inVain));
  }

  private static GlassBroken broken(
      Break command, UUID person, GlassPolicy policy, UUID fresh, Instant now) {
    return new GlassBroken(
        fresh.toString(),
        person.toString(),
        command.asker().account(),
        command.asker().organisation(),
        command.asker().agency(),
        command.classes().stream().map(FieldClass::word).toList(),
        command.reason(),
        now,
        now.plus(policy.length()));
  }

  // At once to whoever watches alerts; it freezes nobody.
  private static AlertRaised alert(GlassBroken glass, int used, GlassPolicy policy, Instant now) {
    return AlertRule.GLASS_BROKEN.raised(
        glass.grant(),
        "account",
        glass.advisor(),
        used,
        policy.perDay(),
        List.of(glass.grant()),
        now);
  }

  private Decision<GlassAnswer> refuse(
      Break command, GlassRefusal reason, ExposurePolicy policy, Instant now) {
    var events = new ArrayList<Object>();
    events.add(
        new DisclosureRefused(
            person.registered() ? person.person() : null,
            command.asker().account(),
            ParisTime.day(now),
            PURPOSE,
            reason.word()));
    exposure
        .alert(
            command.asker().account(),
            Refusal.NO_RELATION,
            policy,
            standing.isOnProbation(now),
            now)
        .ifPresent(events::add);
    return new Decision<>(events, new GlassAnswer.Refused(reason));
  }
}
