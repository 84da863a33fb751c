package fr.vigie.verifier;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/// The hash chain of the log, recomputed leaf by leaf.
///
/// Format, version 1. Leaves are numbered from 0 without holes. An entry is stored as exact bytes:
/// a CloudEvents 1.0 event in the JSON format, whose members stand in the order of their names, and
/// whose attributes `source`, `position` (decimal, as a string) and `kafkatopic` say where it came
/// from.
///
/// ```
/// leafHash(i) = SHA-256(0x00 || entry(i))                             as in RFC 6962
/// hash(i)     = SHA-256(0x02 || uint64(i) || hash(i-1) || leafHash(i))
/// hash(-1)    = 32 zero bytes
/// ```
///
/// The first byte keeps the uses of the hash apart (0x01 is RFC 6962's inner node), and the index
/// and the content both go in, so that no leaf can stand at another's place. Whoever knows one pair
/// of an index and its hash has fixed every leaf up to it.
final class Chain {

  private static final byte LEAF = 0x00;
  private static final byte LINK = 0x02;

  private final MessageDigest sha256;
  private byte[] hash = new byte[32];
  private long size;

  Chain() {
    try {
      sha256 = MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  /// How many leaves were added: the index of the next one.
  long size() {
    return size;
  }

  /// The hash of the leaf added last.
  byte[] hash() {
    return hash.clone();
  }

  /// The hash that the next leaf has if it holds this entry.
  byte[] next(byte[] entry) {
    sha256.update(LEAF);
    var leafHash = sha256.digest(entry);
    sha256.update(LINK);
    sha256.update(ByteBuffer.allocate(Long.BYTES).putLong(size).flip());
    sha256.update(hash);
    return sha256.digest(leafHash);
  }

  /// Adds a leaf whose hash was computed by [#next(byte[])].
  void add(byte[] nextHash) {
    hash = nextHash.clone();
    size++;
  }
}
