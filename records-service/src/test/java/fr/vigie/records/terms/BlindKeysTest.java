package fr.vigie.records.terms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Base64;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class BlindKeysTest {

  @Test
  void the_same_term_has_the_same_hash_and_another_key_or_kind_another() {
    var hash = keys(1, null).term("name", "lefevre");

    assertThat(hash)
        .matches("[0-9a-f]{32}")
        .isEqualTo(keys(1, null).term("name", "lefevre"))
        .isNotEqualTo(keys(1, null).term("nir", "lefevre"))
        .isNotEqualTo(keys(2, null).term("name", "lefevre"));
  }

  @Test
  void a_term_is_looked_for_under_the_former_key_too() {
    assertThat(keys(2, 1).all("nir", "x"))
        .hasSize(2)
        .containsAll(keys(1, null).all("nir", "x"))
        .containsAll(keys(2, null).all("nir", "x"));
    assertThat(keys(2, 1).current().generation())
        .isEqualTo(keys(2, null).current().generation())
        .isNotEqualTo(keys(1, null).current().generation());
  }

  @Test
  void a_key_that_is_not_32_bytes_stops_the_start() {
    assertThatThrownBy(() -> new BlindKeys(new Settings("c2hvcnQ=", null)))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("vigie.records.blind-index-key")
        .hasMessageNotContaining("c2hvcnQ=");
    assertThatThrownBy(() -> new BlindKeys(new Settings(key(1), "?")))
        .hasMessageContaining("vigie.records.former-blind-index-key");
  }

  record Settings(String blindIndexKey, @Nullable String former) implements BlindIndex {
    @Override
    public Optional<String> formerBlindIndexKey() {
      return Optional.ofNullable(former);
    }
  }

  static BlindKeys keys(int current, @Nullable Integer former) {
    return new BlindKeys(new Settings(key(current), former == null ? null : key(former)));
  }

  private static String key(int seed) {
    var key = new byte[32];
    key[0] = (byte) seed;
    return Base64.getEncoder().encodeToString(key);
  }
}
