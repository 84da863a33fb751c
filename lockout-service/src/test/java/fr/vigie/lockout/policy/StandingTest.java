package fr.vigie.lockout.policy;

import static org.assertj.core.api.Assertions.assertThat;

import fr.vigie.contracts.lockout.PolicyEvent;
import fr.vigie.contracts.lockout.PolicyEvent.PolicyApproved;
import fr.vigie.contracts.lockout.PolicyEvent.PolicyCallRefused;
import fr.vigie.contracts.lockout.PolicyEvent.PolicyDeclined;
import fr.vigie.contracts.lockout.PolicyEvent.PolicyProposed;
import fr.vigie.eventstore.Decision;
import fr.vigie.lockout.locks.Policy;
import fr.vigie.lockout.policy.PolicyAnswer.Done;
import fr.vigie.lockout.policy.PolicyAnswer.Refusal;
import fr.vigie.lockout.policy.PolicyAnswer.Refused;
import fr.vigie.lockout.policy.PolicyCommand.Approve;
import fr.vigie.lockout.policy.PolicyCommand.Decline;
import fr.vigie.lockout.policy.PolicyCommand.Propose;
import fr.vigie.lockout.policy.PolicyCommand.Reason;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// ATTACKS 50: nobody edits a threshold alone, and nothing is in force before the second word.
class StandingTest {

  private static final Instant NINE = Instant.parse("2026-01-05T09:00:00Z");
  private static final String THIS = "11111111-1111-1111-1111-111111111111";
  private static final String OTHER = "22222222-2222-2222-2222-222222222222";
  private static final Policy FIRST = PolicySettingsTest.settings(Map.of()).policy();
  private static final Policy STRICTER = Numbers.policy(Map.of("strangers", "3"), FIRST);
  private static final PolicyProposed PROPOSED =
      new PolicyProposed(THIS, Numbers.words(STRICTER), "under-attack", "oscar", NINE);

  @Test
  void a_proposal_is_an_event_and_the_same_again_is_none() {
    var propose = new Propose(THIS, STRICTER, Reason.UNDER_ATTACK, "oscar");

    assertThat(decide(propose))
        .isEqualTo(new Decision<>(List.of(PROPOSED), new Done(THIS, "proposed")));
    assertThat(decide(propose, PROPOSED))
        .isEqualTo(new Decision<>(List.of(), new Done(THIS, "proposed")));
    assertThat(decide(new Propose(THIS, FIRST, Reason.TOO_STRICT, "oscar"), PROPOSED).answer())
        .isEqualTo(new Refused(Refusal.OTHER_REQUEST));
  }

  @Test
  void a_second_officer_approves_and_the_numbers_are_those_that_were_proposed() {
    assertThat(decide(new Approve(THIS, "olga"), PROPOSED))
        .isEqualTo(
            new Decision<>(
                List.of(new PolicyApproved(THIS, PROPOSED.numbers(), "oscar", "olga", NINE)),
                new Done(THIS, "approved")));
  }

  @Test
  void who_proposed_it_does_not_approve_it_and_the_attempt_is_an_event() {
    assertThat(decide(new Approve(THIS, "oscar"), PROPOSED))
        .isEqualTo(
            new Decision<>(
                List.of(
                    new PolicyCallRefused(THIS, "approve-policy", "same-officer", "oscar", NINE)),
                new Refused(Refusal.SAME_OFFICER)));
  }

  @Test
  void what_nobody_proposed_is_not_approved() {
    assertThat(decide(new Approve(THIS, "olga")).answer())
        .isEqualTo(new Refused(Refusal.NO_SUCH_PROPOSAL));
  }

  @Test
  void what_is_declined_stays_declined() {
    var declined = new PolicyDeclined(THIS, "olga", NINE);

    assertThat(decide(new Decline(THIS, "olga"), PROPOSED).events()).isEqualTo(List.of(declined));
    assertThat(decide(new Decline(THIS, "olga"), PROPOSED, declined).answer())
        .isEqualTo(new Done(THIS, "declined"));
    assertThat(decide(new Approve(THIS, "anna"), PROPOSED, declined).answer())
        .isEqualTo(new Refused(Refusal.DECIDED));
  }

  @Test
  void what_was_proposed_before_another_came_into_force_is_overtaken() {
    var other = new PolicyApproved(OTHER, Numbers.words(FIRST), "anna", "bruno", NINE);

    assertThat(decide(new Approve(THIS, "olga"), PROPOSED, other).answer())
        .isEqualTo(new Refused(Refusal.OVERTAKEN));
    assertThat(decide(new Approve(THIS, "olga"), other, PROPOSED).answer())
        .isEqualTo(new Done(THIS, "approved"));
  }

  @Test
  void every_number_has_a_source_and_reads_back() {
    assertThat(Numbers.of(FIRST)).hasSize(15).noneMatch(number -> number.source().isBlank());
    assertThat(Numbers.policy(Numbers.words(STRICTER), FIRST)).isEqualTo(STRICTER);
    assertThat(Numbers.policy(List.of("of-another-release=7", "strangers=3"), FIRST))
        .isEqualTo(STRICTER);
  }

  private static Decision<PolicyAnswer> decide(PolicyCommand command, PolicyEvent... past) {
    var standing = Standing.before(command.proposal());
    for (var event : past) {
      standing = standing.after(event);
    }
    return standing.decide(command, NINE);
  }
}
