package fr.vigie.audit.proofs;

import fr.vigie.audit.tree.Tile;
import java.util.Optional;
import java.util.regex.Pattern;

/// What a path under `/log/tile/` names. (C2SP tlog-tiles)
///
/// @param level of a tile, or [#ENTRIES]
/// @param number in zero-padded groups of three digits, all but the last after an `x`
/// @param width 256, or what follows `.p/`
record LogPath(int level, long number, int width) {

  /// The path names an entry bundle.
  static final int ENTRIES = -1;

  private static final Pattern SHAPE =
      Pattern.compile(
          "(entries|[0-9]|[1-5][0-9]|6[0-3])/((?:x[0-9]{3}/){0,5}[0-9]{3})(?:\\.p/([1-9][0-9]{0,2}))?");

  /// Reads one; empty where it names nothing.
  static Optional<LogPath> read(String path) {
    var match = SHAPE.matcher(path);
    if (!match.matches() || match.group(2).startsWith("x000/")) {
      return Optional.empty();
    }
    var width = match.group(3) == null ? Tile.WIDTH : Integer.parseInt(match.group(3));
    if (match.group(3) != null && width >= Tile.WIDTH) {
      return Optional.empty();
    }
    var level = match.group(1).equals("entries") ? ENTRIES : Integer.parseInt(match.group(1));
    var number = Long.parseLong(match.group(2).replace("x", "").replace("/", ""));
    return Optional.of(new LogPath(level, number, width));
  }

  /// Whether a tree of this size has all of it.
  boolean isIn(long size) {
    return Tile.width(Math.max(level, 0), number, size) >= width;
  }
}
