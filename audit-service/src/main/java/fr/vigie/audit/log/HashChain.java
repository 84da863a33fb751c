package fr.vigie.audit.log;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/// How leaves hold on to each other.
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
/// of an index and its hash has fixed every leaf up to it. The leaf hash is the one a Merkle tree
/// over the same entries has at its leaves.
///
/// What it does not do alone: whoever can write the database can compute a whole new chain, or cut
/// its end off. That is found by comparing with a head that was seen earlier and kept elsewhere.
final class HashChain {

  static final int HASH_BYTES = 32;

  private static final byte LEAF = 0x00;
  private static final byte LINK = 0x02;

  private final MessageDigest sha256;
  private final ByteBuffer number = ByteBuffer.allocate(Long.BYTES);
  private long size;
  private byte[] hash;

  /// A chain that goes on after `size` leaves, the last of which has this hash.
  HashChain(long size, byte[] hash) {
    this.size = size;
    this.hash = hash.clone();
    try {
      sha256 = MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  /// The hash before the first leaf.
  static byte[] start() {
    return new byte[HASH_BYTES];
  }

  /// How many leaves there are: the index of the next one.
  long size() {
    return size;
  }

  /// The hash of the last leaf.
  byte[] hash() {
    return hash.clone();
  }

  /// Adds a leaf that holds this entry.
  void add(byte[] entry) {
    sha256.update(LEAF);
    var leafHash = sha256.digest(entry);
    sha256.update(LINK);
    sha256.update(number.clear().putLong(size).flip());
    sha256.update(hash);
    hash = sha256.digest(leafHash);
    size++;
  }
}
