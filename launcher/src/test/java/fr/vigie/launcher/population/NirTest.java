package fr.vigie.launcher.population;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NirTest {

  /// Numbers printed in public explanations of the key.
  @ParameterizedTest
  @CsvSource({
    "2550814168025, 38",
    "2690549588157, 80",
    "1850578006084, 91",
  })
  void has_the_key_that_is_published(String body, int key) {
    assertThat(Nir.key(body)).isEqualTo(key);
  }

  @ParameterizedTest
  @CsvSource({"2A, 19", "2B, 18"})
  void counts_corsica_by_number(String department, String number) {
    assertThat(Nir.key("18002" + department + "950001"))
        .isEqualTo(Nir.key("18002" + number + "950001"));
  }

  @ParameterizedTest
  @CsvSource({
    "true, 2006, 3, 2B, 999, 7, 206032B999007",
    "false, 1976, 11, 75, 950, 999, 1761175950999"
  })
  void is_sex_year_month_department_commune_order_and_key(
      boolean woman, int year, int month, String department, int commune, int order, String body) {
    assertThat(Nir.of(woman, year, month, department, commune, order)).startsWith(body).hasSize(15);
  }
}
