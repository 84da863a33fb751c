package fr.vigie.records.references;

import static org.assertj.core.api.Assertions.assertThat;

import fr.vigie.records.keys.KeySettings;
import java.util.HashSet;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/// ATTACKS 21, 25: a reference is its advisor's alone.
class ReferencesTest {

  private static final String ALICE = "5f0c9d7e-0000-4000-8000-000000000001";
  private static final String BEN = "5f0c9d7e-0000-4000-8000-000000000002";
  private static final UUID AWA = new UUID(0x0b0e_1a52_6c1f_4000L, 0x8000_0000_0000_0001L);

  private final References references = new References(KeySettings.of(KeySettings.key(1)));

  @Test
  void the_same_advisor_finds_the_same_person_under_the_same_reference() {
    var ref = references.of(AWA, ALICE);

    assertThat(ref).matches("[A-Za-z0-9_-]{64}").isEqualTo(references.of(AWA, ALICE));
    assertThat(references.read(ref, ALICE)).isEqualTo(new Reference(AWA, false));
  }

  @Test
  void in_another_advisors_hands_it_means_nobody_and_it_is_known_whom_it_meant() {
    var handedOn = references.read(references.of(AWA, ALICE), BEN);

    assertThat(handedOn).isEqualTo(new Reference(AWA, true));
    assertThat(handedOn.own()).isNull();
  }

  @Test
  void two_lists_laid_side_by_side_have_nothing_in_common() {
    var lists = new HashSet<String>();
    for (var number = 0; number < 200; number++) {
      lists.add(references.of(new UUID(0x4000, number), ALICE));
      lists.add(references.of(new UUID(0x4000, number), BEN));
    }

    assertThat(lists).hasSize(400);
    assertThat(lists.stream().map(ref -> ref.substring(0, 16)).distinct()).hasSize(400);
  }

  @Test
  void one_bit_of_it_changed_means_nobody() {
    var ref = references.of(AWA, ALICE);
    for (var place = 0; place < ref.length(); place++) {
      var other = ref.charAt(place) == 'A' ? 'B' : 'A';
      var changed = ref.substring(0, place) + other + ref.substring(place + 1);
      assertThat(references.read(changed, ALICE)).isEqualTo(Reference.NOBODY);
    }
  }

  @Test
  void what_is_no_reference_means_nobody() {
    for (var text :
        new String[] {"", "x", AWA.toString(), "A".repeat(64), "%".repeat(64), "é".repeat(64)}) {
      assertThat(references.read(text, ALICE)).as(text).isEqualTo(Reference.NOBODY);
    }
  }

  @Test
  void while_keys_change_each_replica_reads_what_the_other_wrote() {
    var before = new References(new KeySettings(KeySettings.key(1), KeySettings.key(2)));
    var after = new References(new KeySettings(KeySettings.key(2), KeySettings.key(1)));

    assertThat(after.read(before.of(AWA, ALICE), ALICE).own()).isEqualTo(AWA);
    assertThat(before.read(after.of(AWA, ALICE), ALICE).own()).isEqualTo(AWA);
    assertThat(
            new References(KeySettings.of(KeySettings.key(2)))
                .read(before.of(AWA, ALICE), ALICE)
                .own())
        .isNull();
  }
}
