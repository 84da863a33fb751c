package fr.vigie.records.fields;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class NirTest {

  @Test
  void knows_the_example_of_the_insee() {
    assertThat(Nir.isValid("269054958815780")).isTrue();
  }

  @Test
  void counts_2A_as_19_and_2B_as_18() {
    assertThat(Nir.isValid("185052A001001KK".replace("KK", key("1850519001001")))).isTrue();
    assertThat(Nir.isValid("285052B033002KK".replace("KK", key("2850518033002")))).isTrue();
    assertThat(Nir.isValid("285052B033002KK".replace("KK", key("2850519033002")))).isFalse();
  }

  @Test
  void finds_a_wrong_digit_wherever_it_is() {
    var nir = "269054958815780";
    for (var place = 0; place < nir.length(); place++) {
      var wrong = nir.charAt(place) == '9' ? '0' : (char) (nir.charAt(place) + 1);
      assertThat(Nir.isValid(nir.substring(0, place) + wrong + nir.substring(place + 1)))
          .as("digit %d", place)
          .isFalse();
    }
  }

  @Test
  void is_nothing_but_15_characters() {
    assertThat(Nir.isValid("2690549588157")).isFalse();
    assertThat(Nir.isValid("2 69 05 49 588 157 80")).isFalse();
    assertThat(Nir.isValid("")).isFalse();
    assertThat(Nir.isValid("269054958815780\n")).isFalse();
    assertThat(Nir.isValid("２69054958815780")).isFalse();
  }

  private static String key(String digits) {
    return "%02d".formatted(97 - Long.parseLong(digits) % 97);
  }
}
