package fr.vigie.audit.tree;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TreeTest {

  /// The leaves that the implementations of RFC 6962 are tested with.
  private static final List<byte[]> SAMPLES =
      List.of(
          hex(""),
          hex("00"),
          hex("10"),
          hex("2021"),
          hex("3031"),
          hex("40414243"),
          hex("5051525354555657"),
          hex("606162636465666768696a6b6c6d6e6f"));

  private final List<Tile> full = new ArrayList<>();
  private final Edge edge = Edge.empty();
  private final Hashes hashes = new Hashes();

  private static byte[] hex(String digits) {
    return HexFormat.of().parseHex(digits);
  }

  private static byte[] entry(long number) {
    return ByteBuffer.allocate(8).putLong(number).array();
  }

  private void grow(long size) {
    while (edge.size() < size) {
      edge.add(entry(edge.size()), full::add);
    }
  }

  private byte[] hashesOf(int level, long number, int width) {
    for (var tile : full) {
      if (tile.level() == level && tile.number() == number) {
        return tile.hashes();
      }
    }
    var partial = edge.partial();
    if (level >= partial.size()) {
      throw new MissingTileException(level, number, width);
    }
    return partial.get(level);
  }

  /// RFC 6962, section 2.1, word by word.
  private byte[] root(long from, long to) {
    if (to - from == 1) {
      return hashes.leaf(entry(from));
    }
    var middle = from + Long.highestOneBit(to - from - 1);
    return hashes.node(root(from, middle), root(middle, to));
  }

  @Test
  void the_tree_without_leaves_has_the_hash_of_nothing() {
    assertThat(edge.root())
        .isEqualTo(hex("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"));
  }

  @ParameterizedTest
  @CsvSource({
    "1, 6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
    "2, fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
    "3, aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
    "4, d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    "5, 4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
    "6, 76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
    "7, ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
    "8, 5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
  })
  void has_the_roots_that_every_implementation_of_RFC_6962_has(int size, String root) {
    SAMPLES.subList(0, size).forEach(entry -> edge.add(entry, full::add));

    assertThat(HexFormat.of().formatHex(edge.root())).isEqualTo(root);
  }

  @ParameterizedTest
  @ValueSource(
      longs = {1, 2, 3, 255, 256, 257, 511, 512, 513, 1_000, 65_535, 65_536, 65_537, 70_000})
  void the_root_from_the_edge_and_from_tiles_is_the_root_of_the_leaves(long size) {
    grow(size);

    var expected = root(0, size);
    assertThat(edge.root()).isEqualTo(expected);
    assertThat(new Proofs(size, this::hashesOf).root()).isEqualTo(expected);
  }

  @Test
  void a_tree_of_70_000_leaves_has_the_tiles_of_the_specification() {
    grow(70_000);

    assertThat(full.stream().filter(tile -> tile.level() == 0)).hasSize(273);
    assertThat(full.stream().filter(tile -> tile.level() == 1)).hasSize(1);
    assertThat(full).hasSize(274);
    assertThat(edge.partial().stream().map(row -> row.length / 32)).containsExactly(112, 17, 1);
    assertThat(Tile.width(0, 273, 70_000)).isEqualTo(112);
    assertThat(Tile.width(0, 272, 70_000)).isEqualTo(256);
    assertThat(Tile.width(1, 1, 70_000)).isEqualTo(17);
    assertThat(Tile.width(2, 0, 70_000)).isEqualTo(1);
    assertThat(Tile.width(3, 0, 70_000)).isZero();
  }

  @ParameterizedTest
  @ValueSource(longs = {0, 1, 255, 256, 300, 66_000})
  void goes_on_from_where_it_was_written_down(long size) {
    grow(size);

    var kept = Edge.of(size, edge.partial());
    kept.add(entry(size), full::add);

    assertThat(kept.root()).isEqualTo(root(0, size + 1));
    assertThat(edge.size()).isEqualTo(size);
  }

  @Test
  void an_edge_of_another_size_is_refused() {
    grow(300);

    assertThatThrownBy(() -> Edge.of(301, edge.partial()))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void older_trees_are_told_from_the_tiles_of_newer_ones() {
    grow(70_000);

    for (var size : new long[] {1, 5, 256, 257, 65_536, 65_537, 69_999}) {
      assertThat(new Proofs(size, this::hashesOf).root()).isEqualTo(root(0, size));
    }
  }

  @Test
  void an_inclusion_proof_leads_from_the_leaf_to_the_root() {
    grow(1_000);
    var expected = root(0, 777);

    for (var index = 0; index < 777; index++) {
      var proof = new Proofs(777, this::hashesOf).inclusion(index);

      assertThat(climb(index, 777, hashes.leaf(entry(index)), proof)).isEqualTo(expected);
    }
  }

  /// RFC 9162, section 2.1.3.2.
  private byte[] climb(long index, long size, byte[] leaf, List<byte[]> proof) {
    var place = index;
    var last = size - 1;
    var hash = leaf;
    for (var sibling : proof) {
      if ((place & 1) == 1 || place == last) {
        hash = hashes.node(sibling, hash);
        while ((place & 1) == 0 && place != 0) {
          place >>= 1;
          last >>= 1;
        }
      } else {
        hash = hashes.node(hash, sibling);
      }
      place >>= 1;
      last >>= 1;
    }
    assertThat(last).isZero();
    return hash;
  }

  @Test
  void a_tile_that_lacks_hashes_gives_no_proof() {
    grow(600);

    assertThatThrownBy(() ->
            new Proofs(
                    600,
                    (level, number, width) -> Arrays.copyOf(hashesOf(level, number, width), 32))
                .inclusion(3))
        .isInstanceOf(MissingTileException.class);
  }
}
