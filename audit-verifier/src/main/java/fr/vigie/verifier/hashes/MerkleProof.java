package fr.vigie.verifier.hashes;

import java.util.Arrays;
import java.util.List;

/// Checks proofs as RFC 9162 says, sections 2.1.3.2 and 2.1.4.2.
public final class MerkleProof {

  private MerkleProof() {}

  /// Whether these hashes lead from the leaf to the root.
  public static boolean includes(
      byte[] root, long size, long index, byte[] leafHash, List<byte[]> proof) {
    if (index < 0 || index >= size) {
      return false;
    }
    var sha256 = new Sha256();
    var place = index;
    var last = size - 1;
    var hash = leafHash;
    for (var sibling : proof) {
      if (last == 0 || sibling.length != Sha256.BYTES) {
        return false;
      }
      if ((place & 1) == 1 || place == last) {
        hash = sha256.node(sibling, hash);
        while ((place & 1) == 0 && place != 0) {
          place >>= 1;
          last >>= 1;
        }
      } else {
        hash = sha256.node(hash, sibling);
      }
      place >>= 1;
      last >>= 1;
    }
    return last == 0 && Arrays.equals(hash, root);
  }

  /// Whether these hashes show that the tree of the newer size begins with that of the older one.
  public static boolean goesOn(
      byte[] oldRoot, long oldSize, byte[] newRoot, long newSize, List<byte[]> proof) {
    if (oldSize < 0 || oldSize > newSize) {
      return false;
    }
    if (oldSize == newSize || oldSize == 0) {
      return proof.isEmpty() && (oldSize == 0 || Arrays.equals(oldRoot, newRoot));
    }
    if (proof.isEmpty()
        || oldRoot.length != Sha256.BYTES
        || proof.stream().anyMatch(hash -> hash.length != Sha256.BYTES)) {
      return false;
    }
    // The old root itself is the first step where the old tree is full.
    var isFull = Long.bitCount(oldSize) == 1;
    var first = isFull ? oldRoot : proof.getFirst();
    return climb(oldRoot, oldSize - 1, newRoot, newSize - 1, first, isFull ? 0 : 1, proof);
  }

  private static boolean climb(
      byte[] oldRoot,
      long oldLast,
      byte[] newRoot,
      long newLast,
      byte[] first,
      int from,
      List<byte[]> proof) {
    var sha256 = new Sha256();
    var shift = Long.numberOfTrailingZeros(~oldLast);
    var place = oldLast >> shift;
    var last = newLast >> shift;
    var older = first;
    var newer = first;
    for (var hash : proof.subList(from, proof.size())) {
      if (last == 0) {
        return false;
      }
      if ((place & 1) == 1 || place == last) {
        older = sha256.node(hash, older);
        newer = sha256.node(hash, newer);
        while ((place & 1) == 0 && place != 0) {
          place >>= 1;
          last >>= 1;
        }
      } else {
        newer = sha256.node(newer, hash);
      }
      place >>= 1;
      last >>= 1;
    }
    return last == 0 && Arrays.equals(older, oldRoot) && Arrays.equals(newer, newRoot);
  }
}
