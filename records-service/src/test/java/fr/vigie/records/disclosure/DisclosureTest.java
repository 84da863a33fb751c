package fr.vigie.records.disclosure;

import static fr.vigie.records.disclosure.Story.ALICE;
import static fr.vigie.records.disclosure.Story.AWA;
import static fr.vigie.records.disclosure.Story.BEN;
import static fr.vigie.records.disclosure.Story.DAY;
import static fr.vigie.records.disclosure.Story.NINE;
import static fr.vigie.records.disclosure.Story.all;
import static fr.vigie.records.disclosure.Story.asker;
import static fr.vigie.records.disclosure.Story.assigned;
import static fr.vigie.records.disclosure.Story.decide;
import static fr.vigie.records.disclosure.Story.disclosed;
import static fr.vigie.records.disclosure.Story.fold;
import static fr.vigie.records.disclosure.Story.happened;
import static fr.vigie.records.disclosure.Story.open;
import static fr.vigie.records.disclosure.Story.own;
import static fr.vigie.records.disclosure.Story.person;
import static fr.vigie.records.disclosure.Story.refused;
import static fr.vigie.records.disclosure.Story.registered;
import static fr.vigie.records.disclosure.Story.stored;
import static org.assertj.core.api.Assertions.assertThat;

import fr.vigie.contracts.alerts.AlertEvent.AlertRaised;
import fr.vigie.contracts.records.DisclosureEvent.RecordDisclosed;
import fr.vigie.contracts.records.RelationEvent.AdvisorDesignated;
import fr.vigie.contracts.records.RelationEvent.CoFollowUpGranted;
import fr.vigie.contracts.records.RelationEvent.ShiftOpened;
import fr.vigie.contracts.records.StandingEvent.StandingChanged;
import fr.vigie.records.budgets.Bounds;
import fr.vigie.records.budgets.Refusal;
import fr.vigie.records.calls.Reason;
import fr.vigie.records.jobseeker.FieldClass;
import fr.vigie.records.jobseeker.Histories;
import fr.vigie.records.references.Reference;
import fr.vigie.records.relations.Asker;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class DisclosureTest {

  private static final Asker ALICE_ASKS = asker(ALICE);
  private static final List<FieldClass> SHOWN =
      List.of(FieldClass.IDENTITY, FieldClass.CONTACT, FieldClass.SITUATION, FieldClass.PATH);
  private static final List<FieldClass> TOLD =
      Stream.concat(
              SHOWN.stream(),
              Stream.of(FieldClass.CONTRACT, FieldClass.APPOINTMENTS, FieldClass.HISTORY))
          .toList();

  @Test
  void shows_a_person_of_the_own_portfolio() {
    var decision = decide(open(ALICE_ASKS, AWA), registered(AWA), assigned(AWA, ALICE));

    assertThat(decision.answer())
        .isEqualTo(new Verdict.Shown(AWA, "portfolio", SHOWN, List.of(FieldClass.NIR), 1));
    assertThat(happened(decision)).containsExactly(disclosed(AWA));
  }

  @Test
  void never_shows_nir_or_disability() {
    assertThat(happened(decide(open(ALICE_ASKS, AWA), registered(AWA), assigned(AWA, ALICE))))
        .allSatisfy(event ->
            assertThat(((RecordDisclosed) event).fieldClasses())
                .doesNotContain("nir", "disability"));
  }

  @Test
  void knows_nobody_it_was_not_told_of() {
    var decision = decide(open(ALICE_ASKS, AWA));

    assertThat(decision.answer()).isEqualTo(new Verdict.Refused(Refusal.NO_SUCH_PERSON, 0));
    assertThat(happened(decision)).containsExactly(refused(null, "no-such-person"));
  }

  @Test
  void knows_nobody_behind_a_reference_that_is_none() {
    var decision = decide(open(ALICE_ASKS, null));

    assertThat(decision.answer()).isEqualTo(new Verdict.Refused(Refusal.NO_SUCH_PERSON, 0));
    assertThat(happened(decision)).containsExactly(refused(null, "no-such-person"));
  }

  @Test
  void refuses_a_person_nobody_follows() {
    var decision = decide(open(ALICE_ASKS, AWA), registered(AWA));

    assertThat(decision.answer()).isEqualTo(new Verdict.Refused(Refusal.NO_RELATION, 0));
    assertThat(happened(decision)).containsExactly(refused(AWA.toString(), "no-relation"));
  }

  @Test
  void refuses_a_person_somebody_else_follows() {
    assertThat(decide(open(ALICE_ASKS, AWA), registered(AWA), assigned(AWA, BEN)).answer())
        .isEqualTo(new Verdict.Refused(Refusal.NO_RELATION, 0));
  }

  @Test
  void refuses_a_person_who_has_gone_to_another_advisor() {
    assertThat(
            decide(open(ALICE_ASKS, AWA), registered(AWA), assigned(AWA, ALICE), assigned(AWA, BEN))
                .answer())
        .isEqualTo(new Verdict.Refused(Refusal.NO_RELATION, 0));
  }

  @Test
  void shows_a_person_who_has_come_back() {
    assertThat(
            decide(open(ALICE_ASKS, AWA), registered(AWA), assigned(AWA, BEN), assigned(AWA, ALICE))
                .answer())
        .isInstanceOf(Verdict.Shown.class);
  }

  @Test
  void an_assignment_alone_makes_no_person() {
    assertThat(decide(open(ALICE_ASKS, AWA), assigned(AWA, ALICE)).answer())
        .isEqualTo(new Verdict.Refused(Refusal.NO_SUCH_PERSON, 0));
  }

  @Test
  void shows_the_200th_person() {
    assertThat(decide(open(ALICE_ASKS, AWA), own(AWA, disclosed(1, 199))).answer())
        .isEqualTo(new Verdict.Shown(AWA, "portfolio", SHOWN, List.of(FieldClass.NIR), 200));
  }

  @Test
  void refuses_the_201st_person() {
    var decision = decide(open(ALICE_ASKS, AWA), own(AWA, disclosed(1, 200)));

    assertThat(decision.answer()).isEqualTo(new Verdict.Refused(Refusal.BUDGET_EXHAUSTED, 200));
    assertThat(happened(decision).getFirst())
        .isEqualTo(refused(AWA.toString(), "budget-exhausted"));
    assertThat((AlertRaised) happened(decision).getLast())
        .satisfies(alert -> {
          assertThat(alert.rule()).isEqualTo("exposure-budget");
          assertThat(alert.target()).isEqualTo(ALICE);
          assertThat(alert.measured()).isEqualTo(201);
          assertThat(alert.limit()).isEqualTo(200);
          assertThat(alert.evidence()).hasSize(100);
          assertThat(alert.freeze()).isTrue();
        });
  }

  @Test
  void shows_one_of_the_200_again() {
    var again = person(77);

    assertThat(decide(open(ALICE_ASKS, again), own(again, disclosed(1, 200))).answer())
        .isEqualTo(new Verdict.Shown(again, "portfolio", SHOWN, List.of(FieldClass.NIR), 200));
  }

  @Test
  void counts_a_person_once_however_often_shown() {
    var often = IntStream.range(0, 500).mapToObj(_ -> (Object) disclosed(person(1))).toArray();

    assertThat(decide(open(ALICE_ASKS, AWA), own(AWA, often)).answer())
        .isEqualTo(new Verdict.Shown(AWA, "portfolio", SHOWN, List.of(FieldClass.NIR), 2));
  }

  @Test
  void a_used_up_budget_tells_nothing_of_who_exists() {
    var day = disclosed(1, 200);

    assertThat(decide(open(ALICE_ASKS, AWA), day).answer())
        .isEqualTo(new Verdict.Refused(Refusal.NO_SUCH_PERSON, 200));
    assertThat(
            decide(open(ALICE_ASKS, AWA), all(day, registered(AWA), assigned(AWA, BEN))).answer())
        .isEqualTo(new Verdict.Refused(Refusal.NO_RELATION, 200));
  }

  @Test
  void a_smaller_budget_holds_too() {
    var state = fold(AWA, own(AWA, disclosed(1, 50)));

    assertThat(Disclosure.decide(open(ALICE_ASKS, AWA), state, Bounds.ofDay(50), NINE).answer())
        .isEqualTo(new Verdict.Refused(Refusal.BUDGET_EXHAUSTED, 50));
  }

  @Test
  void after_the_line_nothing_is_shown_for_the_rest_of_the_day() {
    var alert = happened(decide(open(ALICE_ASKS, AWA), own(AWA, disclosed(1, 200)))).getLast();

    assertThat(
            decide(open(ALICE_ASKS, person(1)), own(person(1), disclosed(1, 1)[0], alert)).answer())
        .isEqualTo(new Verdict.Refused(Refusal.ACCOUNT_FROZEN, 1));
  }

  @Test
  void debits_on_the_day_it_is_in_paris() {
    var lateEvening = Instant.parse("2026-07-05T22:30:00Z");
    var state = fold(AWA, registered(AWA), assigned(AWA, ALICE));

    var decision = Disclosure.decide(open(ALICE_ASKS, AWA), state, Bounds.ofDay(200), lateEvening);

    assertThat(((RecordDisclosed) decision.events().getFirst()).day())
        .isEqualTo(LocalDate.parse("2026-07-06"));
  }

  @Test
  void the_boundary_of_a_bad_reference_is_as_wide_as_any() {
    var bad = Disclosure.Folds.of(open(ALICE_ASKS, null), NINE).person().boundary();
    var good = Disclosure.Folds.of(open(ALICE_ASKS, AWA), NINE).person().boundary();

    assertThat(bad.criteria()).hasSameSizeAs(good.criteria());
  }

  @Test
  void folding_does_not_disturb_an_earlier_state() {
    var before = fold(AWA, disclosed(1, 3)).asker();

    var after = before.after(stored(disclosed(person(4))));

    assertThat(before.exposure().persons(DAY)).hasSize(3);
    assertThat(after.exposure().persons(DAY)).hasSize(4);
  }

  @Test
  void nothing_is_shown_to_a_frozen_account_session_or_organisation() {
    for (var scope : List.of("account", "session", "organisation")) {
      var frozen = new StandingChanged(scope, "whoever", true, "1", NINE);
      var thawed = new StandingChanged(scope, "whoever", false, "2", NINE);

      assertThat(decide(open(ALICE_ASKS, AWA), own(AWA, frozen)).answer())
          .isEqualTo(new Verdict.Refused(Refusal.ACCOUNT_FROZEN, 0));
      assertThat(decide(open(ALICE_ASKS, AWA), own(AWA, frozen, thawed)).answer())
          .isInstanceOf(Verdict.Shown.class);
    }
  }

  @Test
  void the_nir_takes_a_fresh_sign_in_and_a_reason() {
    var stale = new Asker(ALICE, "FT", "FT-01", "s", false);

    assertThat(decide(nir(stale, Reason.IDENTITY_CHECK), own(AWA)).answer())
        .isEqualTo(new Verdict.Refused(Refusal.STEP_UP_NEEDED, 0));
    assertThat(decide(nir(ALICE_ASKS, null), own(AWA)).answer())
        .isEqualTo(new Verdict.Refused(Refusal.REASON_NEEDED, 0));
    assertThat(decide(nir(ALICE_ASKS, Reason.IDENTITY_CHECK), own(AWA)).answer())
        .isEqualTo(
            new Verdict.Shown(
                AWA, "portfolio", List.of(FieldClass.NIR), List.of(FieldClass.NIR), 1));
  }

  @Test
  void a_disability_is_for_the_designated() {
    var asked =
        new OpenRecord(
            ALICE_ASKS,
            new Reference(AWA, false),
            OpenRecord.Part.DISABILITY,
            "follow-up",
            Reason.WORKPLACE_ADAPTATION);
    var designated = new AdvisorDesignated("g", ALICE, "FT", NINE, NINE.plusSeconds(60), BEN);

    assertThat(decide(asked, own(AWA)).answer())
        .isEqualTo(new Verdict.Refused(Refusal.NOT_FOR_YOU, 0));
    assertThat(decide(asked, own(AWA, designated)).answer())
        .isEqualTo(
            new Verdict.Shown(
                AWA,
                "portfolio",
                List.of(FieldClass.DISABILITY),
                List.of(FieldClass.NIR, FieldClass.DISABILITY),
                1));
  }

  @Test
  void what_was_granted_about_one_person_opens_no_other() {
    var granted =
        new CoFollowUpGranted(
            "g", person(1).toString(), ALICE, "FT", "FT-01", NINE, NINE.plusSeconds(60), BEN);

    assertThat(decide(open(ALICE_ASKS, AWA), registered(AWA), granted).answer())
        .isEqualTo(new Verdict.Refused(Refusal.NO_RELATION, 0));
    assertThat(decide(open(ALICE_ASKS, person(1)), registered(person(1)), granted).answer())
        .isEqualTo(new Verdict.Shown(person(1), "co-follow-up", SHOWN, List.of(FieldClass.NIR), 1));
  }

  @Test
  void the_past_is_for_whoever_goes_the_way_with_the_person() {
    var atTheDesk = new ShiftOpened("s", BEN, "FT", "FT-01", NINE, NINE.plusSeconds(60), ALICE);
    var beside =
        new CoFollowUpGranted(
            "g", AWA.toString(), BEN, "FT", "FT-01", NINE, NINE.plusSeconds(60), ALICE);

    assertThat(decide(history(ALICE_ASKS), own(AWA)).answer())
        .isEqualTo(new Verdict.Shown(AWA, "portfolio", TOLD, List.of(FieldClass.NIR), 1));
    assertThat(decide(history(asker(BEN)), own(AWA, beside)).answer())
        .isEqualTo(new Verdict.Shown(AWA, "co-follow-up", TOLD, List.of(FieldClass.NIR), 1));
    assertThat(decide(history(asker(BEN)), own(AWA, atTheDesk)).answer())
        .isEqualTo(new Verdict.Refused(Refusal.NOT_FOR_YOU, 0));
    assertThat(decide(history(asker(BEN)), own(AWA)).answer())
        .isEqualTo(new Verdict.Refused(Refusal.NO_RELATION, 0));
  }

  @Test
  void the_past_costs_the_bytes_it_may_come_to() {
    var told = (RecordDisclosed) happened(decide(history(ALICE_ASKS), own(AWA))).getFirst();

    assertThat(told.fieldClasses()).containsAll(List.of("contract", "appointments", "history"));
    assertThat(told.bytes()).isGreaterThan(Histories.MOST_BYTES);
  }

  private static OpenRecord history(Asker asker) {
    return new OpenRecord(
        asker, new Reference(AWA, false), OpenRecord.Part.HISTORY, "follow-up", null);
  }

  private static OpenRecord nir(Asker asker, @Nullable Reason reason) {
    return new OpenRecord(
        asker, new Reference(AWA, false), OpenRecord.Part.NIR, "follow-up", reason);
  }
}
