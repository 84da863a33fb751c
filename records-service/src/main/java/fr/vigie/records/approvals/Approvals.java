package fr.vigie.records.approvals;

import fr.vigie.contracts.records.RecordsEvent.ApprovalAsked;
import fr.vigie.eventstore.Boundary;
import fr.vigie.eventstore.Decided;
import fr.vigie.eventstore.EventStore;
import fr.vigie.kit.Caller;
import fr.vigie.records.platform.InTime;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.List;
import java.util.UUID;

/// Asks for approvals and gives them.
@ApplicationScoped
class Approvals {

  private final EventStore store;
  private final Clock clock;

  Approvals(EventStore store, Clock clock) {
    this.store = store;
    this.clock = clock;
  }

  /// A new approval's reference.
  Uni<UUID> ask(Caller by, Matter matter, String subject) {
    var approval = UUID.randomUUID();
    var asked =
        new ApprovalAsked(
            subject, approval.toString(), matter.word(), by.account(), by.organisation());
    return InTime.of(() -> store.append(by.attributes(), List.of(asked))).replaceWith(approval);
  }

  Uni<Approval.Answer> give(Caller by, String approval) {
    var now = clock.instant();
    return InTime.of(() ->
            store.decide(
                by.attributes(),
                Boundary.of(Approval.tag(approval), Approval.types()),
                Approval.NOTHING,
                Approval::after,
                state -> Approval.give(by.account(), by.organisation(), state, now)))
        .map(Decided::answer);
  }
}
