package fr.vigie.records.relations;

import fr.vigie.contracts.records.RelationEvent;
import fr.vigie.contracts.records.RelationEvent.AdvisorDesignated;
import fr.vigie.contracts.records.RelationEvent.CoFollowUpGranted;
import fr.vigie.contracts.records.RelationEvent.GlassBroken;
import fr.vigie.contracts.records.RelationEvent.GlassReviewed;
import fr.vigie.contracts.records.RelationEvent.GrantEnded;
import fr.vigie.contracts.records.RelationEvent.GrantRefused;
import fr.vigie.contracts.records.RelationEvent.ReplacementGranted;
import fr.vigie.contracts.records.RelationEvent.ShiftOpened;
import fr.vigie.records.jobseeker.FieldClass;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// What was granted to one advisor beside the own portfolio, folded from the advisor's events.
///
/// @param grants those not ended; their hours may be over
public record Rights(List<RelationEvent> grants) {

  public static final Rights NONE = new Rights(List.of());

  /// A verdict on a glass.
  public static final String ABUSE = "abuse";

  public Rights {
    grants = List.copyOf(grants);
  }

  public Rights after(RelationEvent event) {
    return switch (event) {
      case GrantEnded ended ->
          new Rights(
              grants.stream().filter(grant -> !grant.grant().equals(ended.grant())).toList());
      case GrantRefused _ -> this;
      case ShiftOpened _,
          ReplacementGranted _,
          CoFollowUpGranted _,
          AdvisorDesignated _,
          GlassBroken _,
          GlassReviewed _ -> {
        var all = new ArrayList<>(grants);
        all.add(event);
        yield new Rights(all);
      }
    };
  }

  /// The strongest relation between the asker, whose rights these are, and a person; empty where
  /// there is none.
  public Optional<Basis> basis(Asker asker, Followers person, Instant now) {
    if (!person.registered()) {
      return Optional.empty();
    }
    if (person.isPortfolioOf(asker)) {
      return Optional.of(Basis.PORTFOLIO);
    }
    if (person.isCoFollowedBy(asker, now)) {
      return Optional.of(Basis.CO_FOLLOW_UP);
    }
    var follower = person.follower();
    // Tenants end here: what a shift or a replacement opens is of the asker's own organisation.
    if (follower == null || !follower.organisation().equals(asker.organisation())) {
      return Optional.empty();
    }
    if (grants.stream()
        .anyMatch(grant ->
            grant instanceof ReplacementGranted replacement
                && replacement.absent().equals(follower.advisor())
                && replacement.organisation().equals(asker.organisation())
                && isOpen(replacement.from(), replacement.until(), now))) {
      return Optional.of(Basis.REPLACEMENT);
    }
    if (grants.stream()
        .anyMatch(grant ->
            grant instanceof ShiftOpened shift
                && shift.organisation().equals(asker.organisation())
                && shift.agency().equals(asker.agency())
                && shift.agency().equals(follower.agency())
                && isOpen(shift.from(), shift.until(), now))) {
      return Optional.of(Basis.RECEPTION_SHIFT);
    }
    return throughGlass(asker, person, now).isEmpty() ? Optional.empty() : Optional.of(Basis.GLASS);
  }

  /// What of a person the asker may see through glasses broken within the hour; none where there
  /// are none, or somebody has called them an abuse.
  public List<FieldClass> throughGlass(Asker asker, Followers person, Instant now) {
    return glasses()
        .filter(glass ->
            glass.person().equals(person.person())
                && glass.organisation().equals(asker.organisation())
                && isOpen(glass.from(), glass.until(), now)
                && reviews(glass).noneMatch(review -> review.verdict().equals(ABUSE)))
        .flatMap(glass -> glass.fieldClasses().stream())
        .map(FieldClass::of)
        .distinct()
        .sorted()
        .toList();
  }

  /// Every glass the advisor has broken.
  public Stream<GlassBroken> glasses() {
    return grants.stream().filter(GlassBroken.class::isInstance).map(GlassBroken.class::cast);
  }

  /// What others said of one.
  public Stream<GlassReviewed> reviews(GlassBroken glass) {
    return grants.stream()
        .filter(grant -> grant instanceof GlassReviewed && grant.grant().equals(glass.grant()))
        .map(GlassReviewed.class::cast);
  }

  /// Whether the asker is one of those designated to see disabilities.
  public boolean isDesignated(Asker asker, Instant now) {
    return grants.stream()
        .anyMatch(grant ->
            grant instanceof AdvisorDesignated designated
                && designated.organisation().equals(asker.organisation())
                && isOpen(designated.from(), designated.until(), now));
  }

  static boolean isOpen(Instant from, Instant until, Instant now) {
    return !now.isBefore(from) && now.isBefore(until);
  }
}
