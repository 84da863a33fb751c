package fr.vigie.verifier.files;

import fr.vigie.verifier.hashes.Sha256;
import fr.vigie.verifier.hashes.Tree;
import fr.vigie.verifier.notes.Checkpoint;
import fr.vigie.verifier.verdicts.Trust;
import fr.vigie.verifier.verdicts.Verdict;
import fr.vigie.verifier.verdicts.Verdict.Fault;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/// One pass over a log as files, in constant memory: every tile is recomputed from the one below
/// it, level 0 from the entries, and the root is held against the signed checkpoint.
public final class FileCheck {

  private static final int WIDTH = 256;
  private static final byte[] NOTHING = {};

  private final LogFiles files;
  private final Trust trust;
  private final boolean withEntries;
  private final LongConsumer progress;
  private final Sha256 sha256 = new Sha256();
  private final Tree tree = new Tree();
  private final List<byte[]> above = new ArrayList<>();
  private final List<Integer> widths = new ArrayList<>();
  private final List<Long> numbers = new ArrayList<>();
  private final List<byte[]> said = new ArrayList<>();
  private long size;
  private long withoutContents;
  private long vouched;

  /// @param withEntries false where only hashes are to be read
  public FileCheck(LogFiles files, Trust trust, boolean withEntries, LongConsumer progress) {
    this.files = files;
    this.trust = trust;
    this.withEntries = withEntries;
    this.progress = progress;
  }

  /// Reads the whole log, or up to its first bad place.
  ///
  /// @throws IOException where the log cannot be read
  public Verdict run() throws IOException {
    var note = files.read("checkpoint");
    if (note.isEmpty()) {
      throw new IOException("there is no checkpoint");
    }
    Checkpoint checkpoint;
    try {
      checkpoint =
          Checkpoint.parse(new String(note.get(), java.nio.charset.StandardCharsets.UTF_8));
      var what = trustFault(checkpoint);
      if (what != null) {
        return verdict(new Fault(0, what));
      }
    } catch (IllegalArgumentException e) {
      return verdict(new Fault(0, "the checkpoint is none: " + e.getMessage()));
    }
    return verdict(walk(checkpoint));
  }

  private Verdict verdict(@Nullable Fault fault) {
    return new Verdict(
        tree.size(), HexFormat.of().formatHex(tree.root()), withoutContents, trust.keys(), fault);
  }

  private @Nullable String trustFault(Checkpoint checkpoint) {
    if (!checkpoint.note().isSignedByAny(trust.keys())) {
      return "the checkpoint is not signed by a key that is trusted";
    }
    for (var witness : trust.witnesses()) {
      if (!checkpoint.note().isSignedBy(witness)) {
        return "the checkpoint is not signed by the witness " + witness.name();
      }
    }
    for (var head : trust.heads()) {
      if (head.size() > checkpoint.size()) {
        return "the log ends at %d leaves, but %d were seen before"
            .formatted(checkpoint.size(), head.size());
      }
    }
    return null;
  }

  private @Nullable Fault walk(Checkpoint checkpoint) throws IOException {
    size = checkpoint.size();
    for (long number = 0; number * WIDTH < size; number++) {
      var width = (int) Math.min(WIDTH, size - number * WIDTH);
      var fault = bundleFault(number, width);
      if (fault != null) {
        return fault;
      }
      if (number % 8 == 0) {
        progress.accept(tree.size());
      }
    }
    progress.accept(tree.size());
    return Arrays.equals(tree.root(), checkpoint.root())
        ? headFault()
        : new Fault(
            vouched, Math.max(size - 1, 0), "the leaves do not have the root of the checkpoint");
  }

  /// Checks one tile of level 0 against its entries, and adds its hashes.
  private @Nullable Fault bundleFault(long number, int width) throws IOException {
    var first = number * WIDTH;
    var tile = tile("0", number, width);
    if (tile.isEmpty() || tile.get().length < width * Sha256.BYTES) {
      return new Fault(first, "its tile of level 0 is missing or too short");
    }
    var hashes = tile.get();
    var entries = withEntries ? tile("entries", number, width) : Optional.<byte[]>empty();
    if (entries.isPresent()) {
      var fault = entriesFault(first, width, entries.get(), hashes);
      if (fault != null) {
        return fault;
      }
    } else {
      withoutContents += width;
    }
    for (var i = 0; i < width; i++) {
      var hash = Arrays.copyOfRange(hashes, i * Sha256.BYTES, (i + 1) * Sha256.BYTES);
      tree.add(hash);
      var fault = headFault();
      if (fault != null) {
        return fault;
      }
    }
    return width == WIDTH ? climb(1, hashes) : null;
  }

  private @Nullable Fault entriesFault(long first, int width, byte[] bundle, byte[] hashes) {
    var at = 0;
    for (var i = 0; i < width; i++) {
      var length =
          at + 2 <= bundle.length ? ((bundle[at] & 0xff) << 8) | (bundle[at + 1] & 0xff) : -1;
      if (length < 0 || at + 2 + length > bundle.length) {
        return new Fault(first + i, "its entry bundle ends before it");
      }
      var hash = sha256.leaf(Arrays.copyOfRange(bundle, at + 2, at + 2 + length));
      if (!Arrays.equals(
          hash, Arrays.copyOfRange(hashes, i * Sha256.BYTES, (i + 1) * Sha256.BYTES))) {
        return new Fault(first + i, "its hash in the tree is not the hash of what it holds");
      }
      at += 2 + length;
    }
    return null;
  }

  /// Brings a full tile's root to the level above it, and holds it against what that level says.
  private @Nullable Fault climb(int level, byte[] below) throws IOException {
    if (above.size() < level) {
      above.add(new byte[WIDTH * Sha256.BYTES]);
      widths.add(0);
      numbers.add(0L);
      said.add(NOTHING);
    }
    var row = above.get(level - 1);
    var width = widths.get(level - 1);
    System.arraycopy(rootOf(below), 0, row, width * Sha256.BYTES, Sha256.BYTES);
    var fault = rowFault(level, width);
    if (fault != null) {
      return fault;
    }
    widths.set(level - 1, (width + 1) % WIDTH);
    if (width + 1 < WIDTH) {
      return null;
    }
    numbers.set(level - 1, numbers.get(level - 1) + 1);
    return climb(level + 1, row.clone());
  }

  /// Read with the first hash of it: what is wrong is said of one tile below, not of 256.
  private @Nullable Fault rowFault(int level, int at) throws IOException {
    var number = numbers.get(level - 1);
    var hash = number * WIDTH + at;
    if (at == 0) {
      var width = (int) Math.min(WIDTH, (size >> (8 * level)) - hash);
      var tile = tile(Integer.toString(level), number, width);
      if (tile.isEmpty()) {
        return new Fault(
            hash << (8 * level), "tile %d of level %d is missing".formatted(number, level));
      }
      said.set(level - 1, tile.get());
    }
    var from = at * Sha256.BYTES;
    var to = from + Sha256.BYTES;
    var there = said.get(level - 1);
    return to <= there.length && Arrays.equals(above.get(level - 1), from, to, there, from, to)
        ? null
        : new Fault(
            hash << (8 * level),
            ((hash + 1) << (8 * level)) - 1,
            "tile %d of level %d says something else than its leaves".formatted(number, level));
  }

  /// The file that was asked for, or the whole tile where a part of it is not kept any more.
  private Optional<byte[]> tile(String level, long number, int width) throws IOException {
    var found = files.read(LogFiles.tile(level, number, width));
    return found.isPresent() || width == WIDTH
        ? found
        : files.read(LogFiles.tile(level, number, WIDTH));
  }

  private byte[] rootOf(byte[] tile) {
    var part = new Tree();
    for (var i = 0; i < WIDTH; i++) {
      part.add(Arrays.copyOfRange(tile, i * Sha256.BYTES, (i + 1) * Sha256.BYTES));
    }
    return part.root();
  }

  private @Nullable Fault headFault() {
    for (var head : trust.heads()) {
      if (head.size() == tree.size()) {
        var fault = head.fault(tree, vouched);
        if (fault != null) {
          return fault;
        }
        vouched = tree.size();
      }
    }
    return null;
  }
}
