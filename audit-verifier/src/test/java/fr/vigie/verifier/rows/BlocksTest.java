package fr.vigie.verifier.rows;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.BitSet;
import java.util.Random;
import org.junit.jupiter.api.Test;

class BlocksTest {

  private final Blocks blocks = new Blocks();

  @Test
  void a_position_is_added_once() {
    assertThat(blocks.add(1)).isTrue();
    assertThat(blocks.add(1)).isFalse();
  }

  @Test
  void a_block_that_is_full_is_part_of_a_stretch() {
    for (var position = 2048L; position >= 1; position--) {
      assertThat(blocks.add(position)).isTrue();
    }

    assertThat(blocks.add(1024)).isFalse();
    assertThat(blocks.takeStretch(1, 2048)).isTrue();
    assertThat(blocks.isEmpty()).isTrue();
  }

  @Test
  void a_stretch_meets_what_is_there() {
    assertThat(blocks.add(1, 3000)).isTrue();

    assertThat(blocks.add(3000, 3000)).isFalse();
    assertThat(blocks.add(2, 1)).isFalse();
    assertThat(blocks.add(3001, 5000)).isTrue();
    assertThat(blocks.add(4000, 9000)).isFalse();
    assertThat(blocks.takeStretch(1, 8192)).isTrue();
  }

  /// As a forged row may say.
  @Test
  void a_stretch_to_the_end_of_all_numbers_is_no_trouble() {
    assertThat(blocks.add(5, Long.MAX_VALUE)).isTrue();
    assertThat(blocks.add(Long.MAX_VALUE)).isFalse();
    assertThat(blocks.add(Long.MAX_VALUE, Long.MAX_VALUE)).isFalse();
    assertThat(blocks.add(1 << 20)).isFalse();
    assertThat(blocks.add(4)).isTrue();
  }

  @Test
  void a_set_of_chance_is_what_a_plain_set_is() {
    var random = new Random(3);
    var plain = new BitSet();
    for (var round = 0; round < 2_000; round++) {
      var first = 1 + random.nextInt(200_000);
      var last = first + random.nextInt(random.nextBoolean() ? 3 : 3_000);
      var free = plain.get(first, last + 1).isEmpty();
      assertThat(blocks.add(first, last)).isEqualTo(free);
      plain.set(first, last + 1);
      var one = 1 + random.nextInt(200_000);
      assertThat(blocks.add(one)).isEqualTo(!plain.get(one));
      plain.set(one);
    }
    for (var block = 0; block < 210; block++) {
      var bits = plain.get(block * 1024 + 1, (block + 1) * 1024 + 1);
      if (!bits.isEmpty() && bits.cardinality() < 1024) {
        var bytes = new byte[128];
        bits.stream().forEach(bit -> bytes[bit / 8] |= (byte) (0x80 >>> bit % 8));
        assertThat(blocks.takeBlock(block, bytes)).isTrue();
      }
    }
  }
}
