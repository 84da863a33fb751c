package fr.vigie.identity.reset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import fr.vigie.contracts.alerts.AlertEvent.AlertRaised;
import fr.vigie.contracts.identity.IdentityEvent.ProbationStarted;
import fr.vigie.contracts.identity.ResetEvent.ResetApproved;
import fr.vigie.contracts.identity.ResetEvent.ResetCompleted;
import fr.vigie.contracts.identity.ResetEvent.ResetDeclined;
import fr.vigie.contracts.identity.ResetEvent.ResetLinkMade;
import fr.vigie.contracts.identity.ResetEvent.ResetRequested;
import fr.vigie.contracts.identity.ResetEvent.ResetStepRefused;
import fr.vigie.eventstore.Decision;
import fr.vigie.identity.account.Account;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/// What may be decided about a reset, without anything running. ATTACKS 13; R15 to R18.
class CasesTest {

  private static final Instant NINE = Instant.parse("2026-01-05T09:00:00Z");
  private static final ResetPolicy POLICY =
      new ResetPolicy(Duration.ofHours(24), Duration.ofMinutes(10), Duration.ofHours(24), 3, 3);
  private static final Account ALICE = account(1, "CE-01", "CE-01", "advisor");
  private static final Account MAURICE = account(2, "CE-01", "CE-01", "manager");
  private static final Account MONA = account(3, "FT", "FT-01", "manager");
  private static final Account DELPHINE = account(4, "FT", "FT-02", "desk");
  private static final Account ADAM = account(5, "FT", "FT-01", "account-admin");
  private static final Account ADA = account(6, "FT", "FT-01", "account-admin");

  private static Account account(int number, String organisation, String agency, String... roles) {
    return new Account(new UUID(0, number), organisation, agency, List.of(roles));
  }

  private final List<Object> past = new ArrayList<>();

  private Decision<ResetCommand.Answer> ask(ResetCommand command, Instant at) {
    var cases = Cases.NONE;
    for (var event : past) {
      cases = cases.after(event);
    }
    var decision = cases.decide(command, POLICY, at);
    past.addAll(decision.events());
    return decision;
  }

  private static ResetCommand.Start start(String reset, Account target, Account by) {
    return new ResetCommand.Start(reset, target, Kind.PASSWORD, Optional.empty(), true, by);
  }

  private static ResetRequested asked(String reset) {
    return new ResetRequested(
        reset, id(ALICE), "CE-01", "CE-01", "password", null, id(DELPHINE), NINE);
  }

  private static ResetApproved agreed(Account by, String role, boolean last) {
    return new ResetApproved("r", id(ALICE), id(by), role, last, NINE);
  }

  private static String id(Account account) {
    return account.id().toString();
  }

  private static ResetCommand.Answer refused(ResetRefusal why) {
    return new ResetCommand.Answer.Refused(why);
  }

  @Test
  void the_desk_starts_one_and_gives_nothing_by_it() {
    var decision = ask(start("r", ALICE, DELPHINE), NINE);

    assertThat(decision.events()).isEqualTo(List.of(asked("r")));
    assertThat(ask(start("r", ALICE, DELPHINE), NINE).events()).isEmpty();
  }

  @Test
  void nobody_else_starts_one_and_nobody_for_themselves() {
    assertThat(ask(start("r", ALICE, MAURICE), NINE).answer())
        .isEqualTo(refused(ResetRefusal.NOT_DESK));
    assertThat(ask(start("r", DELPHINE, DELPHINE), NINE).answer())
        .isEqualTo(refused(ResetRefusal.OWN_ACCOUNT));
    assertThat(past)
        .containsExactly(
            new ResetStepRefused(id(ALICE), id(MAURICE), "request", "not-desk"),
            new ResetStepRefused(id(DELPHINE), id(DELPHINE), "request", "own-account"));
  }

  @Test
  void a_lost_factor_is_proofed_and_a_person_without_address_gets_nothing() {
    var unproofed =
        new ResetCommand.Start("r", ALICE, Kind.FACTOR, Optional.empty(), true, DELPHINE);
    var unreachable =
        new ResetCommand.Start("r", ALICE, Kind.PASSWORD, Optional.empty(), false, DELPHINE);

    assertThat(ask(unproofed, NINE).answer()).isEqualTo(refused(ResetRefusal.NOT_PROOFED));
    assertThat(ask(unreachable, NINE).answer()).isEqualTo(refused(ResetRefusal.NO_CONTACT));
  }

  @Test
  void two_agree_and_one_of_them_manages_there() {
    past.add(asked("r"));

    assertThat(ask(new ResetCommand.Approve("r", ALICE, ADAM), NINE).events())
        .isEqualTo(List.of(agreed(ADAM, "account-admin", false)));
    assertThat(ask(new ResetCommand.Approve("r", ALICE, ADA), NINE).answer())
        .isEqualTo(refused(ResetRefusal.NEEDS_MANAGER));
    assertThat(ask(new ResetCommand.Approve("r", ALICE, MAURICE), NINE).events())
        .isEqualTo(List.of(agreed(MAURICE, "manager", true)));
  }

  @Test
  void a_manager_elsewhere_the_desk_and_the_person_do_not_count() {
    past.add(asked("r"));
    var deskAndManager = account(7, "CE-01", "CE-01", "manager", "desk");

    assertThat(ask(new ResetCommand.Approve("r", ALICE, MONA), NINE).answer())
        .isEqualTo(refused(ResetRefusal.NOT_APPROVER));
    assertThat(ask(new ResetCommand.Approve("r", ALICE, deskAndManager), NINE).answer())
        .isEqualTo(refused(ResetRefusal.NOT_APPROVER));
    assertThat(ask(new ResetCommand.Approve("r", ALICE, DELPHINE), NINE).answer())
        .isEqualTo(refused(ResetRefusal.OWN_REQUEST));
    assertThat(ask(new ResetCommand.Approve("r", ALICE, ALICE), NINE).answer())
        .isEqualTo(refused(ResetRefusal.OWN_ACCOUNT));
  }

  /// R56: whoever has taken over the desk and the admins of one Cap emploi has nobody else's.
  @Test
  void those_of_another_cap_emploi_start_agree_to_and_stop_nothing() {
    var desk = account(8, "CE-02", "CE-02", "desk");
    var admin = account(9, "CE-02", "CE-02", "account-admin");
    assertThat(ask(start("s", ALICE, desk), NINE).answer())
        .isEqualTo(refused(ResetRefusal.NO_ACCOUNT));
    past.add(asked("r"));

    assertThat(ask(new ResetCommand.Approve("r", ALICE, admin), NINE).answer())
        .isEqualTo(refused(ResetRefusal.NOT_APPROVER));
    assertThat(ask(new ResetCommand.Decline("r", ALICE, admin), NINE).answer())
        .isEqualTo(refused(ResetRefusal.NOT_APPROVER));
  }

  @Test
  void one_person_agrees_once() {
    past.add(asked("r"));
    past.add(agreed(MAURICE, "manager", false));

    assertThat(ask(new ResetCommand.Approve("r", ALICE, MAURICE), NINE).answer())
        .isEqualTo(refused(ResetRefusal.SAME_APPROVER));
  }

  @Test
  void no_link_before_both_agree_or_long_after() {
    past.add(asked("r"));
    past.add(agreed(MAURICE, "manager", false));
    assertThat(ask(new ResetCommand.MakeLink("r", ALICE), NINE).events()).isEmpty();
    past.add(agreed(ADAM, "account-admin", true));

    assertThat(ask(new ResetCommand.MakeLink("r", ALICE), NINE).events())
        .isEqualTo(List.of(new ResetLinkMade("r", id(ALICE), NINE.plusSeconds(600))));
    assertThat(ask(new ResetCommand.MakeLink("r", ALICE), NINE.plusSeconds(1_200)).events())
        .isEmpty();
  }

  @Test
  void completing_begins_a_day_of_probation_once() {
    past.add(asked("r"));
    past.add(agreed(MAURICE, "manager", false));
    past.add(agreed(ADAM, "account-admin", true));
    assertThat(ask(new ResetCommand.Complete("r", ALICE), NINE).answer())
        .isEqualTo(refused(ResetRefusal.NOT_OPEN));
    past.add(new ResetLinkMade("r", id(ALICE), NINE.plusSeconds(600)));

    assertThat(ask(new ResetCommand.Complete("r", ALICE), NINE).events())
        .isEqualTo(
            List.of(
                new ResetCompleted("r", id(ALICE), "password", NINE),
                new ProbationStarted(
                    id(ALICE), "password-reset", NINE.plus(Duration.ofHours(24)))));
    assertThat(ask(new ResetCommand.Complete("r", ALICE), NINE).answer())
        .isEqualTo(refused(ResetRefusal.NOT_OPEN));
  }

  @Test
  void the_person_stops_it_and_it_stays_stopped() {
    past.add(asked("r"));
    past.add(agreed(MAURICE, "manager", false));

    assertThat(ask(new ResetCommand.Decline("r", ALICE, ALICE), NINE).events())
        .isEqualTo(List.of(new ResetDeclined("r", id(ALICE), id(ALICE))));
    assertThat(ask(new ResetCommand.Approve("r", ALICE, ADAM), NINE).answer())
        .isEqualTo(refused(ResetRefusal.NOT_OPEN));
    assertThat(ask(new ResetCommand.Decline("r", ALICE, MONA), NINE).answer())
        .isEqualTo(refused(ResetRefusal.NOT_OPEN));
  }

  @Test
  void what_waits_for_a_day_is_over_and_another_may_be_started() {
    past.add(asked("r"));
    assertThat(ask(start("s", ALICE, DELPHINE), NINE).answer())
        .isEqualTo(refused(ResetRefusal.ALREADY_OPEN));

    var later = NINE.plus(Duration.ofHours(24));

    assertThat(ask(new ResetCommand.Approve("r", ALICE, MAURICE), later).answer())
        .isEqualTo(refused(ResetRefusal.NOT_OPEN));
    assertThat(ask(start("s", ALICE, DELPHINE), later).answer())
        .isEqualTo(new ResetCommand.Answer.Done(false));
  }

  /// R18.
  @Test
  void the_fourth_of_one_agent_in_an_hour_raises_one_alert() {
    for (var i = 0; i < 6; i++) {
      ask(
          start("r" + i, account(20 + i, "FT", "FT-0" + i, "advisor"), DELPHINE),
          NINE.plus(Duration.ofMinutes(i)));
    }

    var alerts = past.stream().filter(AlertRaised.class::isInstance).map(AlertRaised.class::cast);

    assertThat(alerts)
        .singleElement()
        .satisfies(alert -> {
          assertThat(alert.rule()).isEqualTo("reset-burst-of-desk");
          assertThat(alert.target()).isEqualTo(id(DELPHINE));
          assertThat(alert.measured()).isEqualTo(4);
          assertThat(alert.evidence()).containsExactly("r0", "r1", "r2", "r3");
          assertThat(alert.freeze()).isFalse();
        });
  }

  /// R18.
  @Test
  void the_fourth_of_one_agency_in_a_day_raises_one_alert_whoever_asks() {
    for (var i = 0; i < 4; i++) {
      ask(
          start(
              "r" + i,
              account(20 + i, "CE-01", "CE-01", "advisor"),
              account(40 + i, "FT", "FT-02", "desk")),
          NINE.plus(Duration.ofHours(5L * i)));
    }

    assertThat(past.stream().filter(AlertRaised.class::isInstance))
        .singleElement()
        .satisfies(
            alert -> assertThat(((AlertRaised) alert).rule()).isEqualTo("reset-burst-of-agency"));
  }

  /// R17, R19.
  @Test
  void weaker_numbers_do_not_start() {
    var day = Duration.ofDays(1);
    var ten = Duration.ofMinutes(10);

    assertThatThrownBy(() -> new ResetPolicy(day, ten.plusSeconds(1), day, 3, 3))
        .hasMessageContaining("vigie.identity.reset.link");
    assertThatThrownBy(() -> new ResetPolicy(day, ten, day.minusSeconds(1), 3, 3))
        .hasMessageContaining("vigie.identity.reset.probation");
    assertThatThrownBy(() -> new ResetPolicy(day, ten, day, 0, 3)).hasMessageContaining("limits");
  }
}
