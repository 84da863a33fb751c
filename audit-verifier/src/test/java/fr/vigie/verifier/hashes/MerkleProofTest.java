package fr.vigie.verifier.hashes;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/// Proofs made by RFC 6962, word by word, and what becomes of each that is forged. (ATTACKS 47)
class MerkleProofTest {

  private static final int MOST = 40;

  private final Sha256 sha256 = new Sha256();

  private byte[] leaf(long index) {
    return sha256.leaf(new byte[] {(byte) index});
  }

  private byte[] root(long from, long to) {
    if (to - from == 1) {
      return leaf(from);
    }
    var middle = from + Long.highestOneBit(to - from - 1);
    return sha256.node(root(from, middle), root(middle, to));
  }

  private void path(long index, long from, long to, List<byte[]> proof) {
    if (to - from > 1) {
      var middle = from + Long.highestOneBit(to - from - 1);
      path(index, index < middle ? from : middle, index < middle ? middle : to, proof);
      proof.add(index < middle ? root(middle, to) : root(from, middle));
    }
  }

  private void subproof(long older, long from, long to, boolean known, List<byte[]> proof) {
    if (older == to) {
      if (!known) {
        proof.add(root(from, to));
      }
      return;
    }
    var middle = from + Long.highestOneBit(to - from - 1);
    if (older <= middle) {
      subproof(older, from, middle, known, proof);
      proof.add(root(middle, to));
    } else {
      subproof(older, middle, to, false, proof);
      proof.add(root(from, middle));
    }
  }

  @Test
  void the_streamed_root_is_the_root() {
    var tree = new Tree();
    for (var size = 1; size <= MOST; size++) {
      tree.add(leaf(size - 1));
      assertThat(tree.root()).isEqualTo(root(0, size));
    }
  }

  @Test
  void true_proofs_of_inclusion_are_taken_and_each_forged_one_is_refused() {
    var random = new Random(47);
    for (var size = 1; size <= MOST; size++) {
      for (var index = 0; index < size; index++) {
        var proof = new ArrayList<byte[]>();
        path(index, 0, size, proof);
        var root = root(0, size);

        assertThat(MerkleProof.includes(root, size, index, leaf(index), proof)).isTrue();
        assertThat(MerkleProof.includes(root, size, index, leaf(index + 1), proof)).isFalse();
        assertThat(MerkleProof.includes(leaf(99), size, index, leaf(index), proof)).isFalse();
        assertThat(MerkleProof.includes(root, size, size, leaf(index), proof)).isFalse();
        assertThat(MerkleProof.includes(root, size, -1, leaf(index), proof)).isFalse();
        for (var forged : forgeries(proof, random)) {
          assertThat(MerkleProof.includes(root, size, index, leaf(index), forged)).isFalse();
        }
      }
    }
  }

  @Test
  void true_proofs_of_consistency_are_taken_and_each_forged_one_is_refused() {
    var random = new Random(47);
    for (var size = 1; size <= MOST; size++) {
      for (var older = 1; older < size; older++) {
        var proof = new ArrayList<byte[]>();
        subproof(older, 0, size, true, proof);
        var before = root(0, older);
        var after = root(0, size);

        assertThat(MerkleProof.goesOn(before, older, after, size, proof)).isTrue();
        assertThat(MerkleProof.goesOn(leaf(99), older, after, size, proof)).isFalse();
        assertThat(MerkleProof.goesOn(before, older, leaf(99), size, proof)).isFalse();
        assertThat(MerkleProof.goesOn(after, size, before, older, proof)).isFalse();
        for (var forged : forgeries(proof, random)) {
          assertThat(MerkleProof.goesOn(before, older, after, size, forged)).isFalse();
        }
      }
    }
  }

  @Test
  void a_tree_goes_on_from_itself_and_from_the_empty_one() {
    var root = root(0, 5);

    assertThat(MerkleProof.goesOn(root, 5, root, 5, List.of())).isTrue();
    assertThat(MerkleProof.goesOn(leaf(9), 5, root, 5, List.of())).isFalse();
    assertThat(MerkleProof.goesOn(leaf(9), 0, root, 5, List.of())).isTrue();
    assertThat(MerkleProof.goesOn(leaf(9), 0, root, 5, List.of(root))).isFalse();
  }

  private static List<List<byte[]>> forgeries(List<byte[]> proof, Random random) {
    var all = new ArrayList<List<byte[]>>();
    var longer = new ArrayList<>(proof);
    longer.add(new byte[Sha256.BYTES]);
    all.add(longer);
    var first = new ArrayList<>(proof);
    first.addFirst(new byte[Sha256.BYTES]);
    all.add(first);
    if (!proof.isEmpty()) {
      all.add(proof.subList(1, proof.size()));
      all.add(proof.subList(0, proof.size() - 1));
      var flipped = new ArrayList<>(proof);
      var at = random.nextInt(proof.size());
      flipped.set(at, flipped.get(at).clone());
      flipped.get(at)[random.nextInt(Sha256.BYTES)] ^= (byte) (1 << random.nextInt(8));
      all.add(flipped);
      var cut = new ArrayList<>(proof);
      cut.set(at, new byte[Sha256.BYTES - 1]);
      all.add(cut);
    }
    if (proof.size() > 1) {
      all.add(proof.reversed());
    }
    return all;
  }
}
