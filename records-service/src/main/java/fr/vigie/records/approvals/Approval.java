package fr.vigie.records.approvals;

import fr.vigie.contracts.records.RecordsEvent.ApprovalAsked;
import fr.vigie.contracts.records.RecordsEvent.ApprovalGiven;
import fr.vigie.contracts.records.RecordsEvent.ApprovalUsed;
import fr.vigie.eventstore.Decision;
import fr.vigie.eventstore.EventTag;
import fr.vigie.eventstore.StoredEvent;
import fr.vigie.records.relations.Asker;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// One approval, folded from its events, and what may be done with it.
///
/// @param asked what was asked for, null where nothing was
/// @param at when
/// @param approvers who agreed
/// @param used it was made use of
public record Approval(
    @Nullable ApprovalAsked asked, Instant at, Set<String> approvers, boolean used) {

  /// Before anything was asked.
  public static final Approval NOTHING = new Approval(null, Instant.EPOCH, Set.of(), false);

  /// How many have to agree, the asker not among them.
  public static final int ENOUGH = 2;

  private static final Duration LIFE = Duration.ofHours(24);

  public Approval {
    approvers = Set.copyOf(approvers);
  }

  /// What came of agreeing.
  sealed interface Answer {
    /// The agreement counts.
    ///
    /// @param missing how many have to agree yet
    record Given(int missing) implements Answer {}

    /// There is no such approval, or not any more, or not for this account.
    record Refused() implements Answer {}
  }

  /// Finds an approval's events.
  public static EventTag tag(String approval) {
    return EventTag.of("approval", approval);
  }

  /// The events an approval is folded from.
  public static Class<?>[] types() {
    return new Class<?>[] {ApprovalAsked.class, ApprovalGiven.class, ApprovalUsed.class};
  }

  /// What an event makes of it.
  public Approval after(StoredEvent event) {
    return switch (event.payload()) {
      case ApprovalAsked is -> new Approval(is, event.time(), approvers, used);
      case ApprovalGiven is -> {
        var all = new HashSet<>(approvers);
        all.add(is.by());
        yield new Approval(asked, at, all, used);
      }
      case ApprovalUsed _ -> new Approval(asked, at, approvers, true);
      default -> this;
    };
  }

  static Decision<Answer> give(String by, String organisation, Approval state, Instant now) {
    var asked = state.asked();
    if (asked == null
        || state.used()
        || state.isOver(now)
        || asked.by().equals(by)
        || !(asked.organisation().equals(organisation) || organisation.equals(Asker.NATIONAL))) {
      return new Decision<>(List.of(), new Answer.Refused());
    }
    if (state.approvers().contains(by)) {
      return new Decision<>(List.of(), new Answer.Given(missing(state.approvers().size())));
    }
    return new Decision<>(
        List.of(new ApprovalGiven(asked.subject(), asked.approval(), asked.matter(), by)),
        new Answer.Given(missing(state.approvers().size() + 1)));
  }

  private static int missing(int approvers) {
    return Math.max(0, ENOUGH - approvers);
  }

  /// May this account do this now? Two others agreed to it, and it was not done yet.
  public boolean allows(String by, Matter matter, String subject, Instant now) {
    return asked != null
        && !used
        && !isOver(now)
        && approvers.size() >= ENOUGH
        && asked.by().equals(by)
        && asked.matter().equals(matter.word())
        && asked.subject().equals(subject);
  }

  private boolean isOver(Instant now) {
    return now.isAfter(at.plus(LIFE));
  }
}
