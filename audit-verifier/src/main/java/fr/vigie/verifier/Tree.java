package fr.vigie.verifier;

import java.util.ArrayList;
import java.util.List;

/// The root of a growing tree in the memory of one path.
///
/// Kept are the roots of the full subtrees that the leaves so far make up, one for each bit of
/// their number: adding a leaf is adding one to a binary number, where a carry is an inner node.
/// (The same root as RFC 6962's recursion from the top.)
final class Tree {

  private final Sha256 sha256 = new Sha256();
  private final List<byte[]> subtrees = new ArrayList<>();
  private long size;

  void add(byte[] leafHash) {
    var carry = leafHash;
    for (var rest = size; (rest & 1) == 1; rest >>= 1) {
      carry = sha256.node(subtrees.removeLast(), carry);
    }
    subtrees.add(carry);
    size++;
  }

  long size() {
    return size;
  }

  byte[] root() {
    if (subtrees.isEmpty()) {
      return sha256.of(new byte[0]);
    }
    var root = subtrees.getLast();
    for (var i = subtrees.size() - 2; i >= 0; i--) {
      root = sha256.node(subtrees.get(i), root);
    }
    return root;
  }
}
