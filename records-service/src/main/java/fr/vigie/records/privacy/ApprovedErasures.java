package fr.vigie.records.privacy;

import fr.vigie.contracts.records.RecordsEvent.ApprovalUsed;
import fr.vigie.contracts.records.RecordsEvent.PersonAssigned;
import fr.vigie.eventstore.Boundary;
import fr.vigie.eventstore.Decided;
import fr.vigie.eventstore.Decision;
import fr.vigie.eventstore.EventStore;
import fr.vigie.eventstore.EventTag;
import fr.vigie.eventstore.StoredEvent;
import fr.vigie.kit.Caller;
import fr.vigie.records.approvals.Approval;
import fr.vigie.records.approvals.Matter;
import fr.vigie.records.platform.InTime;
import fr.vigie.records.relations.Followers;
import fr.vigie.records.retention.Erasures;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Erases a person when two others agree. The approval is used up first: an erasure that broke off
/// has to be approved again, and none is done twice on one approval.
@ApplicationScoped
class ApprovedErasures {

  private final EventStore store;
  private final Erasures erasures;
  private final Clock clock;

  ApprovedErasures(EventStore store, Erasures erasures, Clock clock) {
    this.store = store;
    this.erasures = erasures;
    this.clock = clock;
  }

  /// Whether that may be, folded from the approval and from who follows the person.
  private record State(Approval approval, @Nullable PersonAssigned follower) {

    static final State NOTHING = new State(Approval.NOTHING, null);

    State after(StoredEvent event) {
      return event.payload() instanceof PersonAssigned is
          ? new State(approval, is)
          : new State(approval.after(event), follower);
    }

    // Tenants end here: a Cap emploi erases nobody whom another organisation follows.
    boolean allows(Caller by, String person, Instant now) {
      return approval.allows(by.account(), Matter.ERASE, person, now)
          && Followers.isKeptBy(by.organisation(), follower);
    }
  }

  /// False where that may not be.
  Uni<Boolean> erase(UUID person, String approval, Caller by) {
    return use(person.toString(), approval, by)
        .flatMap(used ->
            used
                ? erasures.onRequest(person, by.attributes()).replaceWith(true)
                : Uni.createFrom().item(false));
  }

  private Uni<Boolean> use(String person, String approval, Caller by) {
    var now = clock.instant();
    return InTime.of(() ->
            store.decide(
                by.attributes(),
                Boundary.of(Approval.tag(approval), Approval.types())
                    .or(EventTag.of("person", person), PersonAssigned.class),
                State.NOTHING,
                State::after,
                state ->
                    state.allows(by, person, now)
                        ? new Decision<>(
                            List.of(
                                new ApprovalUsed(
                                    person, approval, Matter.ERASE.word(), by.account())),
                            true)
                        : new Decision<>(List.of(), false)))
        .map(Decided::answer);
  }
}
