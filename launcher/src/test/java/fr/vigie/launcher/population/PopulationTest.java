package fr.vigie.launcher.population;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PopulationTest {

  private static final byte[] KEY = new byte[32];
  private static final Population SEVEN = new Population(7, KEY);
  private static final List<Person> FIRST =
      IntStream.range(0, Caseloads.REACH).mapToObj(SEVEN::person).toList();

  @Test
  void is_the_same_for_the_same_seed_and_key() {
    var again = new Population(7, KEY);

    assertThat(IntStream.range(0, 500).mapToObj(again::person)).isEqualTo(FIRST.subList(0, 500));
    assertThat(again.staff()).isEqualTo(SEVEN.staff());
  }

  @Test
  void is_another_for_another_seed() {
    var other = new Population(8, KEY);

    assertThat(other.person(0).nir()).isNotEqualTo(SEVEN.person(0).nir());
  }

  @Test
  void has_references_that_need_the_key() {
    var key = new byte[32];
    key[31] = 1;

    assertThat(new Population(7, key).reference(0)).isNotEqualTo(SEVEN.reference(0));
    assertThat(SEVEN.reference(0).version()).isEqualTo(4);
    assertThat(SEVEN.reference(0).variant()).isEqualTo(2);
  }

  @Test
  void never_gives_two_persons_a_nir_a_number_or_a_reference() {
    var seen = new HashSet<Object>();
    // Neighbours in the lists of communes and orders lie 49,950 apart.
    IntStream.iterate(0, index -> index < Population.MOST, index -> index + 49_950)
        .flatMap(block -> IntStream.range(block, Math.min(block + 400, Population.MOST)))
        .mapToObj(SEVEN::person)
        .forEach(person ->
            assertThat(
                    seen.add(person.nir())
                        && seen.add(person.number())
                        && seen.add(person.person()))
                .isTrue());
  }

  @Test
  void has_valid_keys_in_a_range_that_was_never_issued() {
    assertThat(FIRST)
        .allSatisfy(person -> {
          assertThat(person.nir()).matches("[12][0-9]{4}(?:[0-9]{2}|2[AB])9[5-9][0-9]{4}[0-9]{2}");
          assertThat(Integer.parseInt(person.nir().substring(13)))
              .isEqualTo(Nir.key(person.nir().substring(0, 13)));
          assertThat(person.nir().substring(3, 5))
              .isEqualTo("%02d".formatted(person.birthDate().getMonthValue()));
        });
    assertThat(FIRST).anyMatch(person -> person.nir().startsWith("2A", 5));
    assertThat(FIRST).anyMatch(person -> person.nir().startsWith("2B", 5));
  }

  @Test
  void has_the_shares_of_the_country() {
    var categories = new HashMap<String, Integer>();
    FIRST.forEach(person -> categories.merge(person.category(), 1, Integer::sum));

    assertThat(categories).containsOnlyKeys("A", "B", "C", "D", "E", "F", "G");
    assertThat(share(Objects.requireNonNull(categories.get("A")))).isCloseTo(0.47, within(0.02));
    assertThat(share(Objects.requireNonNull(categories.get("C")))).isCloseTo(0.22, within(0.02));
    assertThat(share((int) FIRST.stream().filter(p -> p.disability() != null).count()))
        .isCloseTo(0.09, within(0.01));
  }

  @Test
  void gives_portfolios_of_real_sizes_and_leaves_half_without() {
    Map<UUID, Integer> sizes = new HashMap<>();
    FIRST.stream()
        .map(Person::advisor)
        .filter(Objects::nonNull)
        .forEach(advisor -> sizes.merge(Objects.requireNonNull(advisor), 1, Integer::sum));

    assertThat(sizes).hasSize(60);
    assertThat(sizes.values()).allSatisfy(size -> assertThat(size).isBetween(70, 350));
    assertThat(share(sizes.values().stream().mapToInt(Integer::intValue).sum()))
        .isCloseTo(0.45, within(0.03));
  }

  /// The breach is replayed as advisor-02, whose budget must end before the portfolio does.
  @Test
  void gives_the_second_advisor_more_than_a_budget() {
    var second = SEVEN.staff().get(1).account();

    assertThat(FIRST.stream().filter(person -> second.equals(person.advisor())).count())
        .isGreaterThan(210);
  }

  @Test
  void lets_cap_emploi_follow_persons_with_a_disability_only() {
    assertThat(FIRST)
        .filteredOn(person -> person.agency().startsWith("CE"))
        .hasSizeGreaterThan(1000)
        .allSatisfy(person -> {
          assertThat(person.disability()).isNotNull();
          assertThat(person.organisation()).isEqualTo(person.agency());
        });
  }

  @Test
  void gives_sixty_advisors_and_those_who_watch_them_an_account() {
    var logins = SEVEN.staff().stream().map(Employee::login).toList();

    assertThat(logins)
        .hasSize(80)
        .doesNotHaveDuplicates()
        .startsWith("advisor-01")
        .contains(
            "advisor-60",
            "manager-10",
            "privacy-01",
            "security-03",
            "auditor-02",
            "account-admin-02",
            "desk-02");
    assertThat(SEVEN.staff().get(47).organisation()).isEqualTo("FT");
    assertThat(SEVEN.staff().subList(48, 60))
        .allSatisfy(advisor -> assertThat(advisor.agency()).matches("CE-0[1-4]"));
  }

  @Test
  void knows_how_many_it_can_be() {
    assertThatThrownBy(() -> SEVEN.person(Population.MOST))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static double share(int count) {
    return (double) count / Caseloads.REACH;
  }
}
