package fr.vigie.records.disclosure;

import static org.assertj.core.api.Assertions.assertThat;

import fr.vigie.contracts.records.DisclosureEvent.DisclosureRefused;
import fr.vigie.contracts.records.DisclosureEvent.RecordDisclosed;
import fr.vigie.contracts.records.RecordsEvent.PersonAssigned;
import fr.vigie.eventstore.Decision;
import fr.vigie.records.jobseeker.JobSeekerEvent.Registered;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class DisclosureTest {

  private static final String ALICE = "5f0c9d7e-0000-4000-8000-000000000001";
  private static final String BEN = "5f0c9d7e-0000-4000-8000-000000000002";
  private static final UUID AWA = person(900);
  private static final Instant NINE = Instant.parse("2026-01-05T09:00:00Z");
  private static final LocalDate DAY = LocalDate.parse("2026-01-05");
  private static final List<String> CLASSES = List.of("identity", "contact", "situation", "path");
  private static final int BUDGET = 200;

  @Test
  void shows_a_person_of_the_own_portfolio() {
    var decision = decide(AWA, registered(AWA), assigned(AWA, ALICE));

    assertThat(decision.answer()).isEqualTo(new Verdict.Shown(AWA, "portfolio", 1));
    assertThat(happened(decision)).containsExactly(disclosed(AWA));
  }

  @Test
  void never_shows_nir_or_disability() {
    assertThat(happened(decide(AWA, registered(AWA), assigned(AWA, ALICE))))
        .allSatisfy(event ->
            assertThat(((RecordDisclosed) event).fieldClasses())
                .doesNotContain("nir", "disability"));
  }

  @Test
  void knows_nobody_it_was_not_told_of() {
    var decision = decide(AWA);

    assertThat(decision.answer()).isEqualTo(new Verdict.Refused(Refusal.NO_SUCH_PERSON, 0));
    assertThat(happened(decision)).containsExactly(refused(null, "no-such-person"));
  }

  @Test
  void knows_nobody_behind_a_reference_that_is_none() {
    var decision = decide((UUID) null);

    assertThat(decision.answer()).isEqualTo(new Verdict.Refused(Refusal.NO_SUCH_PERSON, 0));
    assertThat(happened(decision)).containsExactly(refused(null, "no-such-person"));
  }

  @Test
  void refuses_a_person_nobody_follows() {
    var decision = decide(AWA, registered(AWA));

    assertThat(decision.answer()).isEqualTo(new Verdict.Refused(Refusal.NO_RELATION, 0));
    assertThat(happened(decision)).containsExactly(refused(AWA.toString(), "no-relation"));
  }

  @Test
  void refuses_a_person_somebody_else_follows() {
    assertThat(decide(AWA, registered(AWA), assigned(AWA, BEN)).answer())
        .isEqualTo(new Verdict.Refused(Refusal.NO_RELATION, 0));
  }

  @Test
  void refuses_a_person_who_has_gone_to_another_advisor() {
    assertThat(decide(AWA, registered(AWA), assigned(AWA, ALICE), assigned(AWA, BEN)).answer())
        .isEqualTo(new Verdict.Refused(Refusal.NO_RELATION, 0));
  }

  @Test
  void shows_a_person_who_has_come_back() {
    assertThat(decide(AWA, registered(AWA), assigned(AWA, BEN), assigned(AWA, ALICE)).answer())
        .isInstanceOf(Verdict.Shown.class);
  }

  @Test
  void an_assignment_alone_makes_no_person() {
    assertThat(decide(AWA, assigned(AWA, ALICE)).answer())
        .isEqualTo(new Verdict.Refused(Refusal.NO_SUCH_PERSON, 0));
  }

  @Test
  void shows_the_200th_person() {
    assertThat(decide(AWA, own(AWA, disclosed(1, 199))).answer())
        .isEqualTo(new Verdict.Shown(AWA, "portfolio", 200));
  }

  @Test
  void refuses_the_201st_person() {
    var decision = decide(AWA, own(AWA, disclosed(1, 200)));

    assertThat(decision.answer()).isEqualTo(new Verdict.Refused(Refusal.BUDGET_EXHAUSTED, 200));
    assertThat(happened(decision)).containsExactly(refused(AWA.toString(), "budget-exhausted"));
  }

  @Test
  void shows_one_of_the_200_again() {
    var again = person(77);

    assertThat(decide(again, own(again, disclosed(1, 200))).answer())
        .isEqualTo(new Verdict.Shown(again, "portfolio", 200));
  }

  @Test
  void counts_a_person_once_however_often_shown() {
    var often = IntStream.range(0, 500).mapToObj(_ -> (Object) disclosed(person(1))).toArray();

    assertThat(decide(AWA, own(AWA, often)).answer())
        .isEqualTo(new Verdict.Shown(AWA, "portfolio", 2));
  }

  @Test
  void a_used_up_budget_tells_nothing_of_who_exists() {
    var day = disclosed(1, 200);

    assertThat(decide(AWA, day).answer())
        .isEqualTo(new Verdict.Refused(Refusal.NO_SUCH_PERSON, 200));
    assertThat(decide(AWA, all(day, registered(AWA), assigned(AWA, BEN))).answer())
        .isEqualTo(new Verdict.Refused(Refusal.NO_RELATION, 200));
  }

  @Test
  void a_smaller_budget_holds_too() {
    var command = new OpenRecord(ALICE, AWA, Purpose.INTERVIEW);
    var state = fold(own(AWA, disclosed(1, 50)));

    assertThat(Disclosure.decide(command, state, () -> 50, NINE).answer())
        .isEqualTo(new Verdict.Refused(Refusal.BUDGET_EXHAUSTED, 50));
  }

  @Test
  void debits_on_the_day_it_is_in_paris() {
    var lateEvening = Instant.parse("2026-07-05T22:30:00Z");
    var state = fold(registered(AWA), assigned(AWA, ALICE));

    var decision =
        Disclosure.decide(
            new OpenRecord(ALICE, AWA, Purpose.FOLLOW_UP), state, () -> BUDGET, lateEvening);

    assertThat(((RecordDisclosed) decision.events().getFirst()).day())
        .isEqualTo(LocalDate.parse("2026-07-06"));
  }

  @Test
  void the_boundary_of_a_bad_reference_is_as_wide_as_any() {
    var bad = Disclosure.boundary(new OpenRecord(ALICE, null, Purpose.INTERVIEW), NINE);
    var good = Disclosure.boundary(new OpenRecord(ALICE, AWA, Purpose.INTERVIEW), NINE);

    assertThat(bad.criteria()).hasSameSizeAs(good.criteria());
  }

  @Test
  void folding_does_not_disturb_an_earlier_state() {
    var before = fold(disclosed(1, 3));

    var unused = before.after(disclosed(person(4)));

    assertThat(before.persons()).hasSize(3);
    assertThat(unused.persons()).hasSize(4);
  }

  private static Decision<Verdict> decide(@Nullable UUID person, Object... past) {
    return Disclosure.decide(
        new OpenRecord(ALICE, person, Purpose.INTERVIEW), fold(past), () -> BUDGET, NINE);
  }

  private static Disclosure fold(Object... past) {
    var state = Disclosure.NOTHING;
    for (var event : past) {
      state = state.after(event);
    }
    return state;
  }

  private static List<Object> happened(Decision<Verdict> decision) {
    return List.copyOf(decision.events());
  }

  private static Object[] own(UUID person, Object... more) {
    return all(more, registered(person), assigned(person, ALICE));
  }

  private static Object[] all(Object[] some, Object... more) {
    var all = new Object[some.length + more.length];
    System.arraycopy(some, 0, all, 0, some.length);
    System.arraycopy(more, 0, all, some.length, more.length);
    return all;
  }

  private static Object[] disclosed(int first, int last) {
    return IntStream.rangeClosed(first, last)
        .mapToObj(number -> (Object) disclosed(person(number)))
        .toArray();
  }

  private static UUID person(int number) {
    return new UUID(0x4000, 0x8000_0000_0000_0000L + number);
  }

  private static Registered registered(UUID person) {
    return new Registered(person.toString(), Map.of());
  }

  private static PersonAssigned assigned(UUID person, String advisor) {
    return new PersonAssigned(person.toString(), advisor, "FT", "FT-01");
  }

  private static RecordDisclosed disclosed(UUID person) {
    return new RecordDisclosed(person.toString(), ALICE, DAY, CLASSES, "interview", "portfolio");
  }

  private static DisclosureRefused refused(@Nullable String person, String reason) {
    return new DisclosureRefused(person, ALICE, DAY, "interview", reason);
  }
}
