package fr.vigie.audit.tree;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.List;

/// The hashes of RFC 6962, section 2.1. The first byte keeps leaves and inner nodes apart, so that
/// no entry can be passed off as a subtree.
///
/// Not for several threads at once: it keeps one digest.
public final class Hashes {

  /// Bytes of a hash.
  public static final int SIZE = 32;

  private static final byte LEAF = 0x00;
  private static final byte NODE = 0x01;

  private final MessageDigest sha256;

  /// With a digest of its own.
  public Hashes() {
    try {
      sha256 = MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  /// The root of the tree without leaves.
  public byte[] empty() {
    return sha256.digest();
  }

  /// The hash of a leaf that holds this entry.
  public byte[] leaf(byte[] entry) {
    sha256.update(LEAF);
    return sha256.digest(entry);
  }

  /// The hash of an inner node.
  public byte[] node(byte[] left, byte[] right) {
    sha256.update(NODE);
    sha256.update(left);
    return sha256.digest(right);
  }

  /// The root over a row of subtrees of one size, the last of which may be smaller.
  public byte[] root(List<byte[]> subtrees) {
    if (subtrees.size() == 1) {
      return subtrees.getFirst();
    }
    var split = Integer.highestOneBit(subtrees.size() - 1);
    return node(root(subtrees.subList(0, split)), root(subtrees.subList(split, subtrees.size())));
  }

  /// The root over hashes that lie one after the other; their number is a power of two.
  public byte[] root(byte[] hashes) {
    var row = hashes.clone();
    for (var left = hashes.length / SIZE; left > 1; left /= 2) {
      for (var i = 0; i < left / 2; i++) {
        sha256.update(NODE);
        sha256.update(row, i * 2 * SIZE, 2 * SIZE);
        System.arraycopy(sha256.digest(), 0, row, i * SIZE, SIZE);
      }
    }
    return Arrays.copyOf(row, SIZE);
  }
}
