package fr.vigie.lockout.policy;

import fr.vigie.contracts.lockout.PolicyEvent;
import fr.vigie.contracts.lockout.PolicyEvent.PolicyApproved;
import fr.vigie.contracts.lockout.PolicyEvent.PolicyCallRefused;
import fr.vigie.contracts.lockout.PolicyEvent.PolicyDeclined;
import fr.vigie.contracts.lockout.PolicyEvent.PolicyProposed;
import fr.vigie.eventstore.Boundary;
import fr.vigie.eventstore.EventTag;
import fr.vigie.eventstore.EventTypes;
import java.util.Set;

/// The events of this room as they are stored, and the boundaries that read them.
public final class PolicyTags {

  /// What orders them on Kafka.
  public static final String KEY = "policy";

  private static final EventTag IN_FORCE = EventTag.of("policy", "in-force");

  private PolicyTags() {}

  /// Names the events for ever.
  public static EventTypes.Builder register(EventTypes.Builder types) {
    return types
        .stored("lockout.policy-proposed", 1, PolicyProposed.class, PolicyTags::of)
        .stored("lockout.policy-declined", 1, PolicyDeclined.class, PolicyTags::of)
        .stored("lockout.policy-approved", 1, PolicyApproved.class, PolicyTags::of)
        .stored("lockout.policy-call-refused", 1, PolicyCallRefused.class, PolicyTags::of);
  }

  /// A boundary, and which policy is in force: so no decision is taken on numbers that had been
  /// replaced before it, on whatever replica.
  public static Boundary or(Boundary boundary) {
    return boundary.or(IN_FORCE, PolicyApproved.class);
  }

  /// Which policy is in force.
  static Boundary inForce() {
    return Boundary.of(IN_FORCE, PolicyApproved.class);
  }

  static Boundary around(PolicyCommand command) {
    return inForce()
        .or(
            proposal(command.proposal()),
            PolicyProposed.class,
            PolicyDeclined.class,
            PolicyApproved.class);
  }

  static Set<EventTag> of(PolicyEvent event) {
    return switch (event) {
      case PolicyApproved e -> Set.of(IN_FORCE, proposal(e.proposal()));
      case PolicyProposed e -> Set.of(proposal(e.proposal()));
      case PolicyDeclined e -> Set.of(proposal(e.proposal()));
      case PolicyCallRefused e -> Set.of(EventTag.of("officer", e.by()));
    };
  }

  private static EventTag proposal(String proposal) {
    return EventTag.of("policy-proposal", proposal);
  }
}
