package fr.vigie.audit.breach;

import fr.vigie.contracts.audit.BreachEvent.BreachOpened;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The notification to the authority (Article 33 of the GDPR), filled in as far as the log can.
///
/// @param deadline 72 hours after it became known
/// @param secondsLeft until then; negative once it has passed
/// @param overdue it has passed, and nobody was told
/// @param notified when the authority was told: in phases, where not all is known at once (33, 4)
/// @param nature what kind of breach: data were seen by who should not have
/// @param categories whose data
/// @param toComplete what a person must add
public record Article33(
    String breach,
    Instant awareAt,
    Instant deadline,
    long secondsLeft,
    boolean overdue,
    List<Instant> notified,
    String nature,
    String categories,
    BreachFacts facts,
    List<String> toComplete) {

  private static final Duration TIME = Duration.ofDays(3);

  public Article33 {
    notified = List.copyOf(notified);
    toComplete = List.copyOf(toComplete);
  }

  static Article33 of(BreachOpened opened, List<Instant> notified, BreachFacts facts, Instant now) {
    var deadline = opened.awareAt().plus(TIME);
    @Nullable Instant first = notified.isEmpty() ? null : notified.getFirst();
    return new Article33(
        opened.breach(),
        opened.awareAt(),
        deadline,
        Duration.between(now, deadline).toSeconds(),
        (first == null ? now : first).isAfter(deadline),
        notified,
        "confidentiality",
        "job-seekers",
        facts,
        first == null && now.isAfter(deadline)
            ? List.of("circumstances", "consequences", "measures", "contact", "reason-for-delay")
            : List.of("circumstances", "consequences", "measures", "contact"));
  }
}
