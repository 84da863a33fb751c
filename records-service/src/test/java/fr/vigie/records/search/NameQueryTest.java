package fr.vigie.records.search;

import static org.assertj.core.api.Assertions.assertThat;

import fr.vigie.records.jobseeker.JobSeeker.Identity;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NameQueryTest {

  @ParameterizedTest
  @CsvSource({
    "lefevre,        N'Diaye,        Lefèvre,             Awa Marie",
    "LEFÈVRE,        N'Diaye,        Lefèvre,             Awa Marie",
    "ndiaye,         N'Diaye,        Lefèvre,             Awa Marie",
    "n diaye,        N’Diaye,        Lefèvre,             Awa Marie",
    "awa lef,        N'Diaye,        Lefèvre,             Awa Marie",
    "Lefèvre Awa,    N'Diaye,        Lefèvre,             Awa Marie",
    "marie lefevre,  N'Diaye,        Lefèvre,             Awa Marie",
    "legoff,         Le Goff,        Le Goff,             Yann",
    "Le Goff,        Legoff,         Legoff,              Yann",
    "goff,           Le Goff,        Le Goff,             Yann",
    "aubigne,        D'Aubigné,      D'Aubigné,           Agrippa",
    "daubigne,       D'Aubigné,      D'Aubigné,           Agrippa",
    "jean pierre,    Martin,         Martin,              Jean-Pierre",
    "jeanpierre,     Martin,         Martin,              Jean-Pierre",
    "Jean-Pierre,    Martin,         Martin,              Jean Pierre",
    "dupont,         Martin,         Martin-Dupont,       Anne",
    "laetitia,       Casta,          Casta,               Lætitia",
    "coeur,          Cœur,           Cœur,                Jacques",
    "saint exupery,  St-Exupéry,     St-Exupéry,          Antoine",
    "st exupery,     Saint-Exupéry,  Saint-Exupéry,       Antoine",
    "ste,            Martin,         Martin,              Stéphane",
    "ste foy,        Sainte-Foy,     Sainte-Foy,          Paul",
  })
  void finds_names_as_people_type_them(String query, String birth, String usual, String given) {
    assertThat(NameQuery.of(query).orElseThrow().matches(identity(birth, usual, given))).isTrue();
  }

  @ParameterizedTest
  @CsvSource({
    "fevre,      N'Diaye, Lefèvre, Awa",
    "awa dupont, N'Diaye, Lefèvre, Awa",
    "lefevres,   N'Diaye, Lefèvre, Awa",
    "paris,      N'Diaye, Lefèvre, Awa",
  })
  void finds_nobody_else(String query, String birth, String usual, String given) {
    assertThat(NameQuery.of(query).orElseThrow().matches(identity(birth, usual, given))).isFalse();
  }

  @Test
  void a_query_has_two_letters_at_least_and_no_wildcard() {
    assertThat(NameQuery.of("a")).isEmpty();
    assertThat(NameQuery.of("")).isEmpty();
    assertThat(NameQuery.of("%")).isEmpty();
    assertThat(NameQuery.of("* *")).isEmpty();
    assertThat(NameQuery.of("a".repeat(81))).isEmpty();
  }

  @Test
  void a_query_does_not_print() {
    assertThat(NameQuery.of("Lefèvre").orElseThrow().toString()).doesNotContainIgnoringCase("lef");
  }

  private static Identity identity(String birth, String usual, String given) {
    return new Identity(birth, usual, given, "F", LocalDate.parse("1969-05-02"), "Paris");
  }
}
