package fr.vigie.verifier.hashes;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/// The hashes of RFC 6962, section 2.1: `SHA-256(0x00 || entry)` for a leaf and `SHA-256(0x01 ||
/// left || right)` for an inner node.
public final class Sha256 {

  /// Bytes of a hash.
  public static final int BYTES = 32;

  private static final byte LEAF = 0x00;
  private static final byte NODE = 0x01;

  private final MessageDigest digest;

  /// An inner node's two halves behind its mark: one call to the digest instead of three.
  private final byte[] halves = new byte[1 + 2 * BYTES];

  /// Not for several threads at once.
  public Sha256() {
    try {
      digest = MessageDigest.getInstance("SHA-256");
      halves[0] = NODE;
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  /// Of bytes as they are.
  public byte[] of(byte[] bytes) {
    return digest.digest(bytes);
  }

  /// Of a leaf.
  public byte[] leaf(byte[] entry) {
    digest.update(LEAF);
    return digest.digest(entry);
  }

  /// Of a leaf whose bytes lie among others.
  public byte[] leaf(byte[] bytes, int from, int length) {
    digest.update(LEAF);
    digest.update(bytes, from, length);
    return digest.digest();
  }

  /// Of an inner node.
  public byte[] node(byte[] left, byte[] right) {
    System.arraycopy(left, 0, halves, 1, BYTES);
    System.arraycopy(right, 0, halves, 1 + BYTES, BYTES);
    return digest.digest(halves);
  }
}
