package fr.vigie.verifier;

import java.util.HexFormat;

/// A log's size and root that somebody wrote down earlier, away from the log.
///
/// @param root 64 hexadecimal digits, in lower case
record Head(long size, String root) {

  /// Reads `SIZE:ROOT`.
  static Head parse(String text) {
    var colon = text.indexOf(':');
    try {
      var size = Long.parseLong(text.substring(0, Math.max(colon, 0)));
      var root = HexFormat.of().parseHex(text.substring(colon + 1));
      if (size >= 0 && root.length == Sha256.BYTES) {
        return new Head(size, HexFormat.of().formatHex(root));
      }
    } catch (IllegalArgumentException _) {
      // said below, in words
    }
    throw new IllegalArgumentException("a head is a size, a colon and 64 hexadecimal digits");
  }
}
