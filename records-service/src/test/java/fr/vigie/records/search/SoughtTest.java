package fr.vigie.records.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import fr.vigie.contracts.records.DisclosureEvent.PersonSought;
import fr.vigie.contracts.records.DisclosureEvent.RecordDisclosed;
import fr.vigie.contracts.records.RecordsEvent.PersonAssigned;
import fr.vigie.eventstore.Decision;
import fr.vigie.eventstore.Fold;
import fr.vigie.eventstore.StoredEvent;
import fr.vigie.records.budgets.Acting;
import fr.vigie.records.budgets.Bounds;
import fr.vigie.records.budgets.ExposurePolicy;
import fr.vigie.records.budgets.Refusal;
import fr.vigie.records.jobseeker.JobSeekerEvent.Registered;
import fr.vigie.records.relations.Asker;
import fr.vigie.records.search.Sought.Found;
import fr.vigie.records.search.Sought.Seek;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/// ATTACKS 25, 27, 54: what a search gives away, and how often.
class SoughtTest {

  /// A budget of three persons a day.
  private static final ExposurePolicy THREE_PERSONS = new Bounds(3, 60, 10, 1_000_000, 3, 30, 200);

  private static final UUID AWA = new UUID(1, 1);
  private static final LocalDate DAY = LocalDate.parse("2026-01-05");
  private static final Instant NINE = Instant.parse("2026-01-05T09:00:00Z");
  private static final String ALICE = "alice";
  private static final Asker ASKER = new Asker(ALICE, "FT", "FT-01", "s", true);

  @Test
  void whom_the_advisor_follows_is_found_and_that_is_the_event() {
    var decided = decide(seek("a", AWA), followed(AWA, ALICE));

    assertThat(decided.answer()).isEqualTo(new Found.Persons(List.of(AWA)));
    assertThat(decided.events()).isEqualTo(List.of(sought("a", AWA)));
  }

  @Test
  void not_yours_and_not_there_are_the_same_answer_and_the_same_event() {
    var notYours = decide(seek("a", AWA), followed(AWA, "ben"));
    var unfollowed = decide(seek("a", AWA), new Registered(AWA.toString(), Map.of()));
    var nobody = decide(seek("a"));

    assertThat(nobody.answer()).isEqualTo(new Found.Persons(List.of()));
    assertThat(notYours).isEqualTo(nobody);
    assertThat(unfollowed).isEqualTo(nobody);
  }

  @Test
  void a_miss_debits_and_the_same_miss_again_does_not() {
    var past = new Object[] {sought("a"), sought("b"), sought("a")};

    assertThat(decide(seek("c"), past).answer()).isEqualTo(new Found.NoBudget());
    assertThat(decide(seek("a"), past).answer()).isEqualTo(new Found.Persons(List.of()));
    assertThat(decide(seek("c", AWA), with(past, followed(AWA, "ben"))).answer())
        .isEqualTo(new Found.NoBudget());
  }

  @Test
  void misses_and_persons_share_the_days_budget() {
    var past = with(followed(AWA, ALICE), sought("a"), read(2), read(3));

    assertThat(decide(seek("x", AWA), past).answer())
        .isEqualTo(new Found.Refused(Refusal.BUDGET_EXHAUSTED));
    assertThat(decide(seek("x", AWA), with(followed(AWA, ALICE), sought("a"), read(2))).answer())
        .isEqualTo(new Found.Persons(List.of(AWA)));
    assertThat(decide(seek("x", AWA), with(past, sought("x", AWA))).answer())
        .isEqualTo(new Found.Persons(List.of(AWA)));
  }

  @Test
  void more_misses_than_a_desk_mistypes_do_not_start() {
    assertThatCode(() -> SearchBound.check(50)).doesNotThrowAnyException();
    assertThatThrownBy(() -> SearchBound.check(51))
        .hasMessageContaining("vigie.records.search.misses-per-day");
    assertThatThrownBy(() -> SearchBound.check(0)).isInstanceOf(IllegalStateException.class);
  }

  private static Seek seek(String term, UUID... candidates) {
    return new Seek(ASKER, "number", term, List.of(candidates), null);
  }

  private static Object[] followed(UUID person, String advisor) {
    return new Object[] {
      new Registered(person.toString(), Map.of()),
      new PersonAssigned(person.toString(), advisor, "FT", "FT-01")
    };
  }

  private static PersonSought sought(String term, UUID... found) {
    return new PersonSought(
        ALICE,
        DAY,
        "number",
        term,
        List.of(found).stream().map(UUID::toString).toList(),
        "portfolio",
        null);
  }

  private static RecordDisclosed read(int person) {
    return new RecordDisclosed(
        new UUID(1, person).toString(), ALICE, DAY, List.of(), "interview", "portfolio", 0, null);
  }

  private static Object[] with(Object[] past, Object... more) {
    var all = new java.util.ArrayList<Object>(List.of(past));
    for (var each : more) {
      all.addAll(each instanceof Object[] several ? List.of(several) : List.of(each));
    }
    return all.toArray();
  }

  private static Decision<Found> decide(Seek seek, Object... past) {
    var persons = Sought.folds(seek).stream().map(fold -> over(fold, past)).toList();
    var state = new Sought(persons, over(Acting.fold(seek.asker(), NINE), past));
    return Sought.decide(seek, state, THREE_PERSONS, () -> 2, NINE);
  }

  private static <T> T over(Fold<T> fold, Object... past) {
    var state = fold.initial();
    for (var event : past) {
      state =
          fold.evolve()
              .apply(
                  state,
                  new StoredEvent(
                      1,
                      new UUID(7, 7),
                      "test",
                      1,
                      NINE.minusSeconds(7_200),
                      event,
                      "{}",
                      Map.of(),
                      Set.of()));
    }
    return state;
  }
}
