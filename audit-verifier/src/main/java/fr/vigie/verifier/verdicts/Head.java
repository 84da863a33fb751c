package fr.vigie.verifier.verdicts;

import fr.vigie.verifier.hashes.Sha256;
import fr.vigie.verifier.hashes.Tree;
import fr.vigie.verifier.verdicts.Verdict.Fault;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/// A log's size and root that somebody wrote down earlier, away from the log.
///
/// @param root 64 hexadecimal digits, in lower case
public record Head(long size, String root) {

  /// Reads `SIZE:ROOT`.
  public static Head parse(String text) {
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

  /// What is wrong with a tree of this size.
  ///
  /// @param vouched so many leaves are known to be right
  public @Nullable Fault fault(Tree tree, long vouched) {
    var last = Math.max(size - 1, 0);
    return root.equals(HexFormat.of().formatHex(tree.root()))
        ? null
        : new Fault(
            Math.min(vouched, last),
            last,
            "up to here the log was another one when it was seen before, at " + size + " leaves");
  }
}
