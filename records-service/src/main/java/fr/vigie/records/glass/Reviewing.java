package fr.vigie.records.glass;

import fr.vigie.contracts.alerts.AlertEvent.AlertRaised;
import fr.vigie.contracts.alerts.AlertRule;
import fr.vigie.contracts.records.RelationEvent.GlassBroken;
import fr.vigie.contracts.records.RelationEvent.GlassReviewed;
import fr.vigie.contracts.records.RelationEvent.GrantRefused;
import fr.vigie.contracts.records.StandingEvent;
import fr.vigie.eventstore.Boundary;
import fr.vigie.eventstore.Decision;
import fr.vigie.eventstore.EventTag;
import fr.vigie.eventstore.StoredEvent;
import fr.vigie.records.glass.GlassCommand.Review;
import fr.vigie.records.relations.Glass;
import fr.vigie.records.relations.Rights;
import fr.vigie.records.standing.Standing;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// What a review depends on, and the decision. One of the two roles is enough to settle a use; the
/// other may still look, and an abuse that one of them sees is one.
///
/// @param glass null where there is none of this reference
/// @param standing whether the reviewer may act
record Reviewing(@Nullable GlassBroken glass, List<GlassReviewed> reviews, Standing standing) {

  static final Reviewing NOTHING = new Reviewing(null, List.of(), Standing.GOOD);

  Reviewing {
    reviews = List.copyOf(reviews);
  }

  static Boundary boundary(Review command) {
    return Standing.in(
        Boundary.of(EventTag.of("grant", command.grant()), Glass.class, GlassReviewed.class)
            .or(EventTag.of("advisor", command.reviewer().account()), StandingEvent.class),
        command.reviewer().session(),
        command.reviewer().organisation());
  }

  Reviewing after(StoredEvent event) {
    return switch (event.payload()) {
      case Glass is -> new Reviewing(is.broken(), reviews, standing);
      case GlassReviewed review -> {
        var all = new ArrayList<>(reviews);
        all.add(review);
        yield new Reviewing(glass, all, standing);
      }
      case StandingEvent change -> new Reviewing(glass, reviews, standing.after(change));
      default -> this;
    };
  }

  static Decision<GlassAnswer> decide(Review command, Reviewing state, Instant now) {
    if (state.standing.isFrozen()) {
      return refuse(command, GlassRefusal.ACCOUNT_FROZEN);
    }
    var glass = state.glass;
    if (glass == null || !isFor(command, glass)) {
      return refuse(command, GlassRefusal.NO_SUCH_GLASS);
    }
    if (state.reviews.stream().anyMatch(review -> review.role().equals(command.role()))) {
      return refuse(command, GlassRefusal.ALREADY_REVIEWED);
    }
    var events = new ArrayList<Object>();
    events.add(
        new GlassReviewed(
            glass.grant(),
            glass.person(),
            glass.advisor(),
            command.verdict(),
            command.role(),
            now,
            command.reviewer().account()));
    if (command.verdict().equals(Rights.ABUSE)) {
      events.add(alert(glass, now));
    }
    return new Decision<>(events, new GlassAnswer.Reviewed(glass.grant(), command.verdict()));
  }

  // Nobody judges the own use; a manager those of the agency, the privacy officer all of the
  // organisation.
  private static boolean isFor(Review command, GlassBroken glass) {
    var reviewer = command.reviewer();
    return !reviewer.account().equals(glass.advisor())
        && reviewer.organisation().equals(glass.organisation())
        && (command.role().equals("privacy-officer") || reviewer.agency().equals(glass.agency()));
  }

  private static AlertRaised alert(GlassBroken glass, Instant now) {
    var reference =
        UUID.nameUUIDFromBytes((glass.grant() + "|abuse").getBytes(StandardCharsets.UTF_8));
    return AlertRule.GLASS_ABUSE.raised(
        reference.toString(), "account", glass.advisor(), 1, 0, List.of(glass.grant()), now);
  }

  private static Decision<GlassAnswer> refuse(Review command, GlassRefusal reason) {
    return new Decision<>(
        List.of(
            new GrantRefused(
                command.grant(), "", "review-glass", reason.word(), command.reviewer().account())),
        new GlassAnswer.Refused(reason));
  }
}
