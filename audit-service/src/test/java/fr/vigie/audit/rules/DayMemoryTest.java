package fr.vigie.audit.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// What is kept of days, and of persons once a day is over.
class DayMemoryTest {

  private static final LocalDate MONDAY = LocalDate.parse("2026-01-05");

  private final DayMemory<Persons> memory = new DayMemory<>(30, Persons::new, Persons::close);

  private Set<String> sees(int after, String... persons) {
    return memory.of(MONDAY.plusDays(after), "a").add(List.of(persons));
  }

  private List<Integer> before(int after) {
    return memory.before(MONDAY.plusDays(after), "a").values().stream().map(Persons::size).toList();
  }

  @Test
  void of_a_day_that_is_over_only_the_number_is_kept() {
    sees(0, "p", "q", "p");
    sees(1, "p");
    assertThat(sees(0, "r")).as("the day before is still open").containsExactly("r");

    sees(2, "p");

    assertThat(before(3)).containsExactly(1, 1, 3);
    assertThat(memory.of(MONDAY, "a").all()).isEmpty();
    assertThat(sees(0, "s")).as("late by two days").isEmpty();
    assertThat(before(3)).containsExactly(1, 1, 3);
  }

  @Test
  void days_are_forgotten_in_the_end() {
    sees(0, "p");
    sees(31, "p");
    sees(31, "q");

    assertThat(before(32)).containsExactly(2);
  }

  @Test
  void a_pause_of_weeks_closes_what_came_before() {
    sees(0, "p");
    sees(20, "p");

    assertThat(before(21)).containsExactly(1, 1);
    assertThat(memory.of(MONDAY, "a").all()).isEmpty();
  }
}
