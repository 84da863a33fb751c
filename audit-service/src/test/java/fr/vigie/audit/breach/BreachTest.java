package fr.vigie.audit.breach;

import static org.assertj.core.api.Assertions.assertThat;

import fr.vigie.audit.breach.Breach.Answer;
import fr.vigie.contracts.audit.BreachEvent;
import fr.vigie.contracts.audit.BreachEvent.AffectedListApproved;
import fr.vigie.contracts.audit.BreachEvent.AffectedListExported;
import fr.vigie.contracts.audit.BreachEvent.AffectedListRequested;
import fr.vigie.contracts.audit.BreachEvent.AuthorityNotified;
import fr.vigie.contracts.audit.BreachEvent.BreachActRefused;
import fr.vigie.contracts.audit.BreachEvent.BreachClosed;
import fr.vigie.contracts.audit.BreachEvent.BreachOpened;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Who may do what about a file. PAULA is the privacy officer, SAM and SUE are security officers.
class BreachTest {

  private static final Instant NINE = Instant.parse("2026-01-05T09:00:00Z");
  private static final String PAULA = "paula";
  private static final String SAM = "sam";
  private static final String SUE = "sue";
  private static final Scope SCOPE = new Scope(List.of("mallory"), List.of(), NINE, null);
  private static final BreachCommand.Open OPEN = new BreachCommand.Open(SAM, SCOPE, NINE);
  private static final BreachOpened OPENED =
      new BreachOpened("b", SAM, List.of("mallory"), List.of(), NINE, null, NINE, NINE);
  private static final AffectedListRequested REQUESTED =
      new AffectedListRequested("b", PAULA, NINE);

  private static Breach given(BreachEvent... past) {
    var breach = Breach.none("b");
    for (var event : past) {
      breach = breach.after(event);
    }
    return breach;
  }

  private static AffectedListApproved approvedBy(String account) {
    return new AffectedListApproved("b", account, NINE);
  }

  private static void refused(Breach breach, BreachCommand command, BreachRefusal reason) {
    refused(breach, command, NINE, reason);
  }

  private static void refused(
      Breach breach, BreachCommand command, Instant now, BreachRefusal reason) {
    var decision = breach.decide(command, now);

    assertThat(decision.answer()).isEqualTo(new Answer.Refused(reason));
    assertThat(List.copyOf(decision.events()))
        .isEqualTo(
            breach.opened() == null
                ? List.of()
                : List.of(
                    new BreachActRefused("b", command.by(), command.word(), reason.word(), now)));
  }

  private static void happens(Breach breach, BreachCommand command, BreachEvent... events) {
    assertThat(List.copyOf(breach.decide(command, NINE).events())).isEqualTo(List.of(events));
  }

  @Test
  void opens_once_however_often_it_is_asked() {
    happens(given(), OPEN, OPENED);
    happens(given(OPENED), OPEN);
    refused(
        given(OPENED), new BreachCommand.Open(SUE, SCOPE, NINE), BreachRefusal.OPENED_OTHERWISE);
  }

  @Test
  void nothing_is_done_about_a_file_that_is_not_there() {
    refused(given(), new BreachCommand.Notify(SAM), BreachRefusal.UNKNOWN);
    refused(given(), new BreachCommand.ExportList(PAULA), BreachRefusal.UNKNOWN);
  }

  @Test
  void the_authority_is_told_in_phases() {
    var told = new AuthorityNotified("b", PAULA, 1, NINE);

    happens(given(OPENED), new BreachCommand.Notify(PAULA), told);
    happens(
        given(OPENED, told),
        new BreachCommand.Notify(PAULA),
        new AuthorityNotified("b", PAULA, 2, NINE));
  }

  // R50, ATTACKS 49
  @Test
  void the_list_goes_out_after_two_others_agreed_and_once() {
    var approved = given(OPENED, REQUESTED, approvedBy(SAM), approvedBy(SUE));
    var export = new BreachCommand.ExportList(PAULA);
    var exported = new AffectedListExported("b", PAULA, NINE);

    happens(approved, export, exported);
    refused(approved.after(exported), export, BreachRefusal.NOT_REQUESTED);
  }

  @Test
  void one_is_not_two() {
    var export = new BreachCommand.ExportList(PAULA);

    refused(given(OPENED, REQUESTED), export, BreachRefusal.NOT_APPROVED);
    refused(given(OPENED, REQUESTED, approvedBy(SAM)), export, BreachRefusal.NOT_APPROVED);
    refused(
        given(OPENED, REQUESTED, approvedBy(SAM)),
        new BreachCommand.ApproveList(SAM),
        BreachRefusal.ALREADY_APPROVED);
  }

  @Test
  void nobody_agrees_with_themselves() {
    refused(
        given(OPENED, REQUESTED), new BreachCommand.ApproveList(PAULA), BreachRefusal.OWN_REQUEST);
  }

  @Test
  void the_list_is_for_who_asked() {
    refused(
        given(OPENED, REQUESTED, approvedBy(SAM), approvedBy(SUE)),
        new BreachCommand.ExportList("another-privacy-officer"),
        BreachRefusal.NOT_THE_REQUESTER);
  }

  @Test
  void a_request_holds_for_a_day() {
    var approved = given(OPENED, REQUESTED, approvedBy(SAM), approvedBy(SUE));
    var export = new BreachCommand.ExportList(PAULA);
    var dayLater = NINE.plus(Duration.ofDays(1));

    assertThat(approved.decide(export, dayLater.minusMillis(1)).answer())
        .isInstanceOf(Answer.Done.class);
    refused(approved, export, dayLater, BreachRefusal.NOT_REQUESTED);
    refused(
        given(OPENED, REQUESTED),
        new BreachCommand.ApproveList(SAM),
        dayLater,
        BreachRefusal.NOT_REQUESTED);
  }

  @Test
  void asking_again_forgets_who_agreed() {
    refused(
        given(OPENED, REQUESTED, approvedBy(SAM), approvedBy(SUE), REQUESTED),
        new BreachCommand.ExportList(PAULA),
        BreachRefusal.NOT_APPROVED);
  }

  @Test
  void a_closed_file_gives_nothing_out() {
    var closed =
        given(
            OPENED, REQUESTED, approvedBy(SAM), approvedBy(SUE), new BreachClosed("b", SAM, NINE));

    refused(closed, new BreachCommand.ExportList(PAULA), BreachRefusal.NOT_REQUESTED);
    refused(closed, new BreachCommand.RequestList(PAULA), BreachRefusal.CLOSED);
    refused(closed, new BreachCommand.Notify(PAULA), BreachRefusal.CLOSED);
  }

  @Test
  void the_clock_runs_72_hours_from_awareness() {
    var facts = new BreachFacts(9, 0, 0, null, null, List.of(), List.of());

    var early = Article33.of(OPENED, List.of(), facts, NINE.plus(Duration.ofHours(70)));
    var late = Article33.of(OPENED, List.of(), facts, NINE.plus(Duration.ofHours(73)));
    var told =
        Article33.of(OPENED, List.of(NINE.plusSeconds(60)), facts, NINE.plus(Duration.ofHours(73)));

    assertThat(early.deadline()).isEqualTo("2026-01-08T09:00:00Z");
    assertThat(early.secondsLeft()).isEqualTo(7_200);
    assertThat(early.overdue()).isFalse();
    assertThat(late.overdue()).isTrue();
    assertThat(late.toComplete()).contains("reason-for-delay");
    assertThat(told.overdue()).isFalse();
  }
}
