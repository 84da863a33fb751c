package fr.vigie.identity.platform;

import fr.vigie.contracts.alerts.AlertEvent.AlertRaised;
import fr.vigie.contracts.identity.ResetEvent;
import fr.vigie.contracts.identity.ResetEvent.NoticeSent;
import fr.vigie.contracts.identity.ResetEvent.ResetApproved;
import fr.vigie.contracts.identity.ResetEvent.ResetCompleted;
import fr.vigie.contracts.identity.ResetEvent.ResetDeclined;
import fr.vigie.contracts.identity.ResetEvent.ResetLinkMade;
import fr.vigie.contracts.identity.ResetEvent.ResetRequested;
import fr.vigie.contracts.identity.ResetEvent.ResetStepRefused;
import fr.vigie.eventstore.Boundary;
import fr.vigie.eventstore.EventTag;
import fr.vigie.eventstore.EventTypes;
import java.time.Instant;
import java.util.HashSet;
import java.util.Set;

/// The names under which resets are stored, their tags, and the boundaries decisions on them read.
public final class ResetEvents {

  private static final int HOUR = 3_600;
  private static final int DAY = 24 * HOUR;

  private ResetEvents() {}

  static EventTypes.Builder register(EventTypes.Builder types) {
    return types
        .stored("identity.reset-requested", 1, ResetRequested.class, ResetEvents::requested)
        .stored("identity.reset-approved", 1, ResetApproved.class, e -> Set.of(of(e.account())))
        .stored("identity.reset-declined", 1, ResetDeclined.class, e -> Set.of(of(e.account())))
        .stored("identity.reset-link-made", 1, ResetLinkMade.class, e -> Set.of(of(e.account())))
        .stored("identity.reset-completed", 1, ResetCompleted.class, e -> Set.of(of(e.account())))
        .stored(
            "identity.reset-step-refused", 1, ResetStepRefused.class, e -> Set.of(of(e.account())))
        .stored("identity.notice-sent", 1, NoticeSent.class, e -> Set.of(of(e.account())));
  }

  /// Finds the resets of an account.
  public static EventTag of(String account) {
    return EventTag.of("reset-of", account);
  }

  /// What a step of a reset depends on: the account's resets.
  public static Boundary around(String account) {
    return Boundary.of(
        of(account),
        ResetRequested.class,
        ResetApproved.class,
        ResetDeclined.class,
        ResetLinkMade.class,
        ResetCompleted.class);
  }

  /// What the start of one depends on: also on what the agent started within an hour and an agency
  /// asked for within a day. The window before is read too, since windows slide.
  public static Boundary around(String account, String agent, String agency, Instant now) {
    var boundary = around(account);
    for (var back = 0; back <= 1; back++) {
      boundary =
          boundary
              .or(hour(agent, now, back), ResetRequested.class)
              .or(day(agency, now, back), ResetRequested.class)
              .or(IdentityEvents.alert(deskAlert(agent, now, back)), AlertRaised.class)
              .or(IdentityEvents.alert(agencyAlert(agency, now, back)), AlertRaised.class);
    }
    return boundary;
  }

  /// The reference of an alert about a desk agent's hour.
  public static String deskAlert(String agent, Instant now, int back) {
    return "reset-burst-" + agent + "-" + (now.getEpochSecond() / HOUR - back);
  }

  /// The reference of an alert about an agency's day.
  public static String agencyAlert(String agency, Instant now, int back) {
    return "reset-burst-" + agency + "-" + (now.getEpochSecond() / DAY - back);
  }

  private static Set<EventTag> requested(ResetRequested event) {
    var tags = new HashSet<EventTag>();
    tags.add(of(event.account()));
    tags.add(hour(event.by(), event.at(), 0));
    tags.add(day(event.agency(), event.at(), 0));
    return tags;
  }

  private static EventTag hour(String agent, Instant at, int back) {
    return EventTag.of("reset-desk-hour", agent + ":" + (at.getEpochSecond() / HOUR - back));
  }

  private static EventTag day(String agency, Instant at, int back) {
    return EventTag.of("reset-agency-day", agency + ":" + (at.getEpochSecond() / DAY - back));
  }

  /// What orders an event on Kafka.
  static String key(ResetEvent event) {
    return event.account();
  }
}
