package fr.vigie.lockout.freezes;

import static fr.vigie.lockout.freezes.Story.ALICE;
import static fr.vigie.lockout.freezes.Story.FREEZE;
import static fr.vigie.lockout.freezes.Story.NINE;
import static fr.vigie.lockout.freezes.Story.OLGA;
import static fr.vigie.lockout.freezes.Story.OSCAR;
import static fr.vigie.lockout.freezes.Story.alert;
import static fr.vigie.lockout.freezes.Story.approve;
import static fr.vigie.lockout.freezes.Story.decline;
import static fr.vigie.lockout.freezes.Story.declined;
import static fr.vigie.lockout.freezes.Story.detected;
import static fr.vigie.lockout.freezes.Story.freeze;
import static fr.vigie.lockout.freezes.Story.frozen;
import static fr.vigie.lockout.freezes.Story.given;
import static fr.vigie.lockout.freezes.Story.propose;
import static fr.vigie.lockout.freezes.Story.proposed;
import static fr.vigie.lockout.freezes.Story.refused;
import static fr.vigie.lockout.freezes.Story.thawed;

import fr.vigie.contracts.alerts.AlertEvent.AlertRaised;
import fr.vigie.contracts.lockout.FreezeEvent;
import fr.vigie.contracts.lockout.FreezeEvent.BreakerClosed;
import fr.vigie.contracts.lockout.FreezeEvent.BreakerOpened;
import fr.vigie.contracts.lockout.FreezeEvent.FreezeHeld;
import fr.vigie.contracts.lockout.FreezeEvent.FreezeReinforced;
import fr.vigie.contracts.lockout.FreezeEvent.TargetFrozen;
import fr.vigie.contracts.status.Scope;
import fr.vigie.lockout.freezes.FreezeAnswer.Done;
import fr.vigie.lockout.freezes.FreezeAnswer.Held;
import fr.vigie.lockout.freezes.FreezeAnswer.Refused;
import fr.vigie.lockout.freezes.FreezeCommand.Freeze;
import fr.vigie.lockout.freezes.FreezeCommand.FreezeOnAlert;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// Who is frozen stays frozen until two people agree that it ends (ATTACKS 50), and detectors
/// freeze until they freeze too much (ATTACKS 64).
class StandingTest {

  @Test
  void an_officer_freezes() {
    given().when(freeze(ALICE, OSCAR)).then(frozen(ALICE, OSCAR)).answers(new Done(FREEZE));
  }

  @Test
  void a_person_freezes_itself() {
    given().when(freeze(ALICE, ALICE)).then(frozen(ALICE, ALICE)).answers(new Done(FREEZE));
  }

  @Test
  void the_same_request_freezes_once_even_when_the_freeze_has_ended() {
    given(frozen(ALICE, OSCAR), proposed(OSCAR), thawed(OSCAR, OLGA))
        .when(freeze(ALICE, OSCAR))
        .then()
        .answers(new Done(FREEZE));
  }

  @Test
  void a_request_used_for_another_target_is_refused() {
    given(frozen(ALICE, OSCAR))
        .when(freeze(OLGA, OSCAR))
        .then()
        .answers(new Refused(FreezeRefusal.OTHER_REQUEST));
  }

  @Test
  void what_is_frozen_is_reinforced_and_the_thaw_in_view_is_off() {
    var again =
        new Freeze(Target.account("alice"), "another", Cause.LEFT, List.of(), OLGA, "freeze-2");
    var more =
        new FreezeReinforced(
            FREEZE, "account", "alice", "another", "left", false, List.of(), "olga", NINE);

    given(frozen(ALICE, OSCAR), proposed(OSCAR)).when(again).then(more).answers(new Done(FREEZE));

    given(frozen(ALICE, OSCAR), proposed(OSCAR), more)
        .when(approve(OLGA, OSCAR))
        .then(refused(Scope.ACCOUNT, "alice", "approve-thaw", FreezeRefusal.NOT_PROPOSED, OLGA));
  }

  @Test
  void two_officers_thaw() {
    given(frozen(ALICE, OSCAR)).when(propose(OSCAR)).then(proposed(OSCAR));
    given(frozen(ALICE, OSCAR), proposed(OSCAR))
        .when(approve(OLGA, OSCAR))
        .then(thawed(OSCAR, OLGA))
        .answers(new Done(FREEZE));
  }

  @Test
  void one_officer_does_not() {
    given(frozen(ALICE, OSCAR), proposed(OSCAR))
        .when(approve(OSCAR, OSCAR))
        .then(refused(Scope.ACCOUNT, "alice", "approve-thaw", FreezeRefusal.SAME_OFFICER, OSCAR))
        .answers(new Refused(FreezeRefusal.SAME_OFFICER));
  }

  @Test
  void nobody_has_a_say_in_their_own_freeze() {
    given(frozen(ALICE, OSCAR))
        .when(propose(ALICE))
        .then(refused(Scope.ACCOUNT, "alice", "propose-thaw", FreezeRefusal.OWN_FREEZE, ALICE));
    given(frozen(ALICE, OSCAR), proposed(OSCAR))
        .when(approve(ALICE, OSCAR))
        .then(refused(Scope.ACCOUNT, "alice", "approve-thaw", FreezeRefusal.OWN_FREEZE, ALICE));
    given(frozen(ALICE, OSCAR), proposed(OSCAR))
        .when(decline(ALICE))
        .then(refused(Scope.ACCOUNT, "alice", "decline-thaw", FreezeRefusal.OWN_FREEZE, ALICE));
  }

  @Test
  void an_officer_who_is_frozen_thaws_nobody() {
    given(frozen(ALICE, OSCAR), freezeOf("oscar"))
        .when(propose(OSCAR))
        .then(refused(Scope.ACCOUNT, "alice", "propose-thaw", FreezeRefusal.OFFICER_FROZEN, OSCAR));
  }

  @Test
  void a_proposal_of_an_officer_frozen_since_is_worth_nothing() {
    given(frozen(ALICE, OSCAR), proposed(OSCAR), freezeOf("oscar"))
        .when(approve(OLGA, OSCAR))
        .then(refused(Scope.ACCOUNT, "alice", "approve-thaw", FreezeRefusal.OFFICER_FROZEN, OLGA));
  }

  @Test
  void an_officer_who_is_frozen_freezes_nobody_else() {
    given(freezeOf("oscar"))
        .when(freeze(ALICE, OSCAR))
        .then(refused(Scope.ACCOUNT, "alice", "freeze", FreezeRefusal.OFFICER_FROZEN, OSCAR));
  }

  @Test
  void a_declined_thaw_is_proposed_anew_or_not_at_all() {
    given(frozen(ALICE, OSCAR), proposed(OSCAR)).when(decline(OLGA)).then(declined(OLGA));
    given(frozen(ALICE, OSCAR), proposed(OSCAR), declined(OLGA))
        .when(approve(OLGA, OSCAR))
        .answers(new Refused(FreezeRefusal.NOT_PROPOSED));
  }

  @Test
  void agreeing_to_another_proposal_than_the_one_seen_changes_nothing() {
    given(frozen(ALICE, OSCAR), proposed(OSCAR))
        .when(approve(OLGA, ALICE))
        .answers(new Refused(FreezeRefusal.NOT_PROPOSED));
  }

  @Test
  void the_officers_organisation_is_never_frozen_by_anyone() {
    var all = new Target(Scope.ORGANISATION, "FT");

    given()
        .when(new Freeze(all, "request", Cause.ORDERED, List.of(), OSCAR, FREEZE))
        .then(refused(Scope.ORGANISATION, "FT", "freeze", FreezeRefusal.NEVER_FROZEN, OSCAR));
    given()
        .when(new FreezeOnAlert(all, "alert-1", "resets", true, List.of(), FREEZE))
        .then(new FreezeHeld("alert-1", "organisation", "FT", "resets", List.of(), NINE))
        .answers(new Held());
  }

  @Test
  void an_alert_freezes_once() {
    given().when(alert(1, false)).then(detected(1, NINE)).answers(new Done("freeze-1"));
    given(detected(1, NINE)).when(alert(1, false)).then().answers(new Done("freeze-1"));
  }

  @Test
  void past_the_line_the_breaker_opens_and_says_so_and_holds_what_comes() {
    given(storm(1, 3))
        .when(alert(4, false))
        .then(
            new BreakerOpened(3, 3, NINE),
            new AlertRaised(
                "freeze-breaker-freeze-4",
                "freeze-breaker",
                "critical",
                "service",
                "lockout-service",
                3,
                3,
                List.of(),
                false,
                NINE),
            held(4))
        .answers(new Held());
    given(storm(1, 3), new BreakerOpened(3, 3, NINE))
        .when(alert(5, false), NINE.plusSeconds(3_600))
        .answers(new Held());
  }

  @Test
  void what_was_held_stays_held_when_it_is_told_again() {
    given(storm(1, 3), new BreakerOpened(3, 3, NINE), held(4), new BreakerClosed("oscar", NINE))
        .when(alert(4, false))
        .then()
        .answers(new Held());
  }

  @Test
  void critical_alerts_have_a_line_further_on() {
    given(storm(1, 4), new BreakerOpened(3, 3, NINE)).when(alert(5, true)).then(detected(5, NINE));
    given(storm(1, 5), new BreakerOpened(3, 3, NINE)).when(alert(6, true)).answers(new Held());
  }

  @Test
  void a_minute_later_and_after_an_officer_has_looked_detectors_freeze_again() {
    given(storm(1, 3))
        .when(alert(4, false), NINE.plusSeconds(60))
        .then(detected(4, NINE.plusSeconds(60)));
    given(storm(1, 3), new BreakerOpened(3, 3, NINE), new BreakerClosed("oscar", NINE))
        .when(alert(4, false))
        .then(detected(4, NINE));
  }

  @Test
  void an_open_breaker_holds_nothing_that_is_frozen_already() {
    given(storm(1, 3), new BreakerOpened(3, 3, NINE))
        .when(
            new FreezeOnAlert(
                Target.account("advisor-1"), "alert-9", "sweep", false, List.of(), "freeze-9"))
        .answers(new Done("freeze-1"));
  }

  private static List<TargetFrozen> storm(int from, int to) {
    return IntStream.rangeClosed(from, to).mapToObj(number -> detected(number, NINE)).toList();
  }

  private static FreezeHeld held(int number) {
    return new FreezeHeld(
        "alert-" + number,
        "account",
        "advisor-" + number,
        "exposure-budget",
        List.of("event-" + number),
        NINE);
  }

  private static FreezeEvent freezeOf(String account) {
    return new TargetFrozen(
        "freeze-of-" + account,
        "account",
        account,
        "request-of-" + account,
        "reported-stolen",
        false,
        List.of(),
        "olga",
        NINE);
  }
}
