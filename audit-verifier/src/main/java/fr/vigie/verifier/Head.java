package fr.vigie.verifier;

import java.util.HexFormat;

/// A leaf's index and hash that somebody wrote down earlier, away from the log.
///
/// @param hash 64 hexadecimal digits, in lower case
record Head(long index, String hash) {

  /// Reads `INDEX:HASH`.
  static Head parse(String text) {
    var colon = text.indexOf(':');
    try {
      var index = Long.parseLong(text.substring(0, Math.max(colon, 0)));
      var hash = HexFormat.of().parseHex(text.substring(colon + 1));
      if (index >= 0 && hash.length == 32) {
        return new Head(index, HexFormat.of().formatHex(hash));
      }
    } catch (IllegalArgumentException _) {
      // said below, in words
    }
    throw new IllegalArgumentException("a head is an index, a colon and 64 hexadecimal digits");
  }
}
