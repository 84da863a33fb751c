package fr.vigie.records.approvals;

import static org.assertj.core.api.Assertions.assertThat;

import fr.vigie.contracts.records.RecordsEvent.ApprovalAsked;
import fr.vigie.contracts.records.RecordsEvent.ApprovalGiven;
import fr.vigie.contracts.records.RecordsEvent.ApprovalUsed;
import fr.vigie.eventstore.Decision;
import fr.vigie.eventstore.StoredEvent;
import fr.vigie.records.approvals.Approval.Answer;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class ApprovalTest {

  private static final String AWA = "awa";
  private static final String REF = "approval";
  private static final Instant NINE = Instant.parse("2026-01-05T09:00:00Z");

  private static final Object ASKED = new ApprovalAsked(AWA, REF, "recall", "alice", "FT");
  private static final Object BY_BOB = new ApprovalGiven(AWA, REF, "recall", "bob");
  private static final Object BY_EVE = new ApprovalGiven(AWA, REF, "recall", "eve");
  private static final Object USED = new ApprovalUsed(AWA, REF, "recall", "alice");

  @Test
  void two_others_have_to_agree() {
    assertThat(give("bob", "FT", ASKED).answer()).isEqualTo(new Answer.Given(1));
    assertThat(give("eve", "FT", ASKED, BY_BOB).answer()).isEqualTo(new Answer.Given(0));
    assertThat(allows("alice", Matter.RECALL, AWA, ASKED, BY_BOB)).isFalse();
    assertThat(allows("alice", Matter.RECALL, AWA, ASKED, BY_BOB, BY_EVE)).isTrue();
  }

  @Test
  void the_asker_is_none_of_them() {
    var decided = give("alice", "FT", ASKED);

    assertThat(decided.answer()).isEqualTo(new Answer.Refused());
    assertThat(decided.events()).isEmpty();
  }

  @Test
  void who_agrees_twice_is_one() {
    var decided = give("bob", "FT", ASKED, BY_BOB);

    assertThat(decided.answer()).isEqualTo(new Answer.Given(1));
    assertThat(decided.events()).isEmpty();
  }

  // ATTACKS 21, R56: a Cap emploi agrees to its own matters only.
  @Test
  void another_tenant_does_not_agree() {
    assertThat(give("bob", "CE-01", ASKED).answer()).isEqualTo(new Answer.Refused());
  }

  @Test
  void it_is_for_the_asker_the_matter_and_the_subject_alone() {
    assertThat(allows("mallory", Matter.RECALL, AWA, ASKED, BY_BOB, BY_EVE)).isFalse();
    assertThat(allows("alice", Matter.ERASE, AWA, ASKED, BY_BOB, BY_EVE)).isFalse();
    assertThat(allows("alice", Matter.RECALL, "ben", ASKED, BY_BOB, BY_EVE)).isFalse();
  }

  @Test
  void it_is_used_once() {
    assertThat(allows("alice", Matter.RECALL, AWA, ASKED, BY_BOB, BY_EVE, USED)).isFalse();
    assertThat(give("eve", "FT", ASKED, BY_BOB, USED).answer()).isEqualTo(new Answer.Refused());
  }

  @Test
  void it_lasts_a_day() {
    var state = after(ASKED, BY_BOB, BY_EVE);
    var day = NINE.plusSeconds(86_400);

    assertThat(state.allows("alice", Matter.RECALL, AWA, day)).isTrue();
    assertThat(state.allows("alice", Matter.RECALL, AWA, day.plusSeconds(1))).isFalse();
    assertThat(Approval.give("zoe", "FT", state, day.plusSeconds(1)).answer())
        .isEqualTo(new Answer.Refused());
  }

  @Test
  void what_was_never_asked_for_is_not_approved() {
    assertThat(give("bob", "FT").answer()).isEqualTo(new Answer.Refused());
    assertThat(allows("alice", Matter.RECALL, AWA, BY_BOB, BY_EVE)).isFalse();
  }

  private static Decision<Answer> give(String by, String organisation, Object... past) {
    return Approval.give(by, organisation, after(past), NINE);
  }

  private static boolean allows(String by, Matter matter, String subject, Object... past) {
    return after(past).allows(by, matter, subject, NINE);
  }

  private static Approval after(Object... past) {
    var state = Approval.NOTHING;
    for (var event : past) {
      state =
          state.after(
              new StoredEvent(
                  1, new UUID(1, 1), "records.some", 1, NINE, event, "", Map.of(), Set.of()));
    }
    return state;
  }
}
