package fr.vigie.witness;

import fr.vigie.verifier.notes.NoteKey;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.Signature;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;

/// A log in memory, as RFC 6962 defines it, straight from its recursion.
final class TinyLog {

  private final String origin;
  private final KeyPair pair;
  private final List<byte[]> leaves = new ArrayList<>();
  private String kind = "leaf";

  TinyLog(String origin) {
    this(origin, pair());
  }

  private TinyLog(String origin, KeyPair pair) {
    this.origin = origin;
    this.pair = pair;
  }

  private static KeyPair pair() {
    try {
      return KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  void add(int more) {
    for (var i = 0; i < more; i++) {
      leaves.add(hash(0, (kind + " " + leaves.size()).getBytes(StandardCharsets.UTF_8)));
    }
  }

  /// Another log of the same name and key, whose leaves are others from here on.
  TinyLog forkAt(int size) {
    var fork = new TinyLog(origin, pair);
    fork.leaves.addAll(leaves.subList(0, size));
    fork.kind = "other";
    return fork;
  }

  String key() {
    return NoteKey.word(origin, typed());
  }

  private byte[] typed() {
    var encoded = pair.getPublic().getEncoded();
    var typed = Arrays.copyOfRange(encoded, encoded.length - 33, encoded.length);
    typed[0] = 1;
    return typed;
  }

  String checkpoint(int size) {
    var text = origin + "\n" + size + "\n" + base64(root(leaves.subList(0, size))) + "\n";
    try {
      var signature = Signature.getInstance("Ed25519");
      signature.initSign(pair.getPrivate());
      signature.update(text.getBytes(StandardCharsets.UTF_8));
      var id = HexFormat.of().parseHex(key().split("\\+", 3)[1]);
      var signed = signature.sign();
      var line = Arrays.copyOf(id, id.length + signed.length);
      System.arraycopy(signed, 0, line, id.length, signed.length);
      return text + "\n— " + origin + " " + base64(line) + "\n";
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  /// As it is sent to a witness.
  String request(int old, int size) {
    var body = new StringBuilder("old " + old + "\n");
    if (old > 0 && old < size) {
      proof(old, leaves.subList(0, size), true)
          .forEach(hash -> body.append(base64(hash)).append('\n'));
    }
    return body + "\n" + checkpoint(size);
  }

  /// That the first `size` leaves go on from the first `old` ones.
  List<byte[]> consistency(int old, int size) {
    return proof(old, leaves.subList(0, size), true);
  }

  /// The first hashes of a tile.
  byte[] tile(int level, int number, int width) {
    var wide = 1 << (8 * level);
    var tile = new byte[width * 32];
    for (var i = 0; i < width; i++) {
      var from = (number * 256 + i) * wide;
      System.arraycopy(root(leaves.subList(from, from + wide)), 0, tile, i * 32, 32);
    }
    return tile;
  }

  private static List<byte[]> proof(int old, List<byte[]> tree, boolean known) {
    if (old == tree.size()) {
      return known ? List.of() : List.of(root(tree));
    }
    var split = Integer.highestOneBit(tree.size() - 1);
    var left = tree.subList(0, split);
    var right = tree.subList(split, tree.size());
    var all = new ArrayList<byte[]>();
    if (old <= split) {
      all.addAll(proof(old, left, known));
      all.add(root(right));
    } else {
      all.addAll(proof(old - split, right, false));
      all.add(root(left));
    }
    return all;
  }

  private static byte[] root(List<byte[]> tree) {
    if (tree.isEmpty()) {
      return hash(-1);
    }
    if (tree.size() == 1) {
      return tree.getFirst();
    }
    var split = Integer.highestOneBit(tree.size() - 1);
    return hash(1, root(tree.subList(0, split)), root(tree.subList(split, tree.size())));
  }

  private static byte[] hash(int first, byte[]... rest) {
    try {
      var sha256 = MessageDigest.getInstance("SHA-256");
      if (first >= 0) {
        sha256.update((byte) first);
      }
      for (var part : rest) {
        sha256.update(part);
      }
      return sha256.digest();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String base64(byte[] bytes) {
    return Base64.getEncoder().encodeToString(bytes);
  }
}
