package fr.vigie.lockout.spraying;

import fr.vigie.contracts.alerts.AlertEvent.AlertRaised;
import fr.vigie.contracts.lockout.LockoutEvent.AttemptFailed;
import fr.vigie.eventstore.Boundary;
import fr.vigie.eventstore.EventTag;
import fr.vigie.lockout.locks.Factor;
import fr.vigie.lockout.policy.PolicyTags;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// By what failures of one source are found again.
public final class SprayingTags {

  /// As long as a window may be.
  static final long SLOT_SECONDS = 600;

  private SprayingTags() {}

  /// The tags of a failure because of its source: those of strangers alone.
  public static Set<EventTag> of(AttemptFailed failed) {
    var tags = new HashSet<EventTag>();
    if (failed.device() == null && Factor.counts(failed.factor())) {
      if (failed.network() != null) {
        tags.add(network(failed.network(), slot(failed.at())));
      }
      if (failed.fingerprint() != null) {
        tags.add(secret(failed.fingerprint()));
      }
      if (failed.organisation() != null) {
        tags.add(organisation(failed.organisation(), slot(failed.at())));
      }
    }
    return tags;
  }

  /// A boundary, and what strangers failed at from the same source.
  public static Boundary or(Boundary boundary, Suspect suspect, Instant now) {
    var all = boundary;
    for (var number : slots(now)) {
      all = all.orUnlikely(network(suspect.network(), number), AttemptFailed.class);
    }
    return suspect.secret().isEmpty()
        ? all
        : all.orUnlikely(secret(suspect.secret().get()), AttemptFailed.class);
  }

  /// What a look at a source reads: its failures, and whether they were told already.
  static Boundary around(Suspect suspect, List<String> alerts, Instant now) {
    var all = Boundary.of(alert(alerts.getFirst()), AlertRaised.class);
    for (var alert : alerts.subList(1, alerts.size())) {
      all = all.or(alert(alert), AlertRaised.class);
    }
    for (var number : slots(now)) {
      if (suspect.organisation().isPresent()) {
        all = all.or(organisation(suspect.organisation().get(), number), AttemptFailed.class);
      }
    }
    return PolicyTags.or(or(all, suspect, now));
  }

  // The next slot for clocks that run ahead.
  private static List<Long> slots(Instant now) {
    var slot = slot(now);
    return List.of(slot, slot - 1, slot + 1);
  }

  static long slot(Instant at) {
    return Math.floorDiv(at.getEpochSecond(), SLOT_SECONDS);
  }

  private static EventTag network(String network, long slot) {
    return EventTag.of("network", network + "@" + slot);
  }

  private static EventTag organisation(String organisation, long slot) {
    return EventTag.of("guessed-organisation", organisation + "@" + slot);
  }

  private static EventTag secret(String fingerprint) {
    return EventTag.of("fingerprint", fingerprint);
  }

  // As the event that is stored bears it.
  private static EventTag alert(String alert) {
    return EventTag.of("alert", alert);
  }
}
