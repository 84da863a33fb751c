package fr.vigie.records.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Base64;
import org.junit.jupiter.api.Test;

class TermHashTest {

  @Test
  void the_same_name_has_the_same_hash_and_another_key_another() {
    var query = NameQuery.of("Lefèvre").orElseThrow();

    var hash = hash(1).of(query);

    assertThat(hash)
        .matches("[0-9a-f]{32}")
        .isEqualTo(hash(1).of(NameQuery.of("LEFEVRE").orElseThrow()));
    assertThat(hash(2).of(query)).isNotEqualTo(hash);
  }

  @Test
  void a_key_that_is_not_32_bytes_stops_the_start() {
    assertThatThrownBy(() -> new TermHash(() -> "c2hvcnQ="))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("vigie.records.blind-index-key");
  }

  private static TermHash hash(int seed) {
    var key = new byte[32];
    key[0] = (byte) seed;
    return new TermHash(() -> Base64.getEncoder().encodeToString(key));
  }
}
