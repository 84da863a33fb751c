package fr.vigie.witness;

import fr.vigie.verifier.hashes.MerkleProof;
import fr.vigie.verifier.notes.Checkpoint;
import fr.vigie.verifier.notes.NoteKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Follows one log from outside and remembers its newest checkpoint: says when the log contradicts
/// what it showed before, when what lies below was changed, and when it stands still.
final class Follower {

  private final NoteKey key;
  private final Memory memory;
  private final Doors log;
  private final Pace pace;
  private @Nullable Instant began;
  private @Nullable Instant read;

  /// The open doors of a log.
  interface Doors {

    /// The newest checkpoint.
    String checkpoint() throws IOException;

    /// The hashes that show that one tree goes on from another; empty where the log has none.
    Optional<List<byte[]>> consistency(long from, long to) throws IOException;

    /// Reads every tile there is and holds them against each other, against the checkpoint of now
    /// and against one that was kept.
    ///
    /// @return what is wrong; empty where nothing is
    Optional<String> altered(java.nio.file.Path kept) throws IOException;
  }

  /// How patient it is.
  ///
  /// @param still after so long without a new checkpoint the log stands still
  /// @param whole between two times that it reads every tile
  record Pace(Duration still, Duration whole) {}

  /// What was seen.
  sealed interface Seen {

    /// All is well.
    record GoesOn(long size) implements Seen {}

    /// Nothing new for too long, or nobody answers.
    record StandsStill(Instant since) implements Seen {}

    /// Two things that the log says cannot both be true; both are in the folder.
    record Contradicts(String how) implements Seen {}

    /// A tile is not what the checkpoints say.
    record Altered(String how) implements Seen {}
  }

  Follower(NoteKey key, Memory memory, Doors log, Pace pace) {
    this.key = key;
    this.memory = memory;
    this.log = log;
    this.pace = pace;
  }

  /// Looks once.
  ///
  /// @throws IOException where it cannot remember
  Seen look(Instant now) throws IOException {
    if (began == null) {
      began = now;
    }
    var seen = memory.of(key.name()).orElse(null);
    String note;
    Optional<List<byte[]>> proof;
    Optional<Checkpoint> shown;
    try {
      note = log.checkpoint();
      shown = signed(note);
      proof = seen == null || shown.isEmpty() ? Optional.of(List.of()) : proof(seen, shown.get());
    } catch (IOException _) {
      return standing(seen == null ? 0 : seen.size(), now); // tried again at the next look
    }
    if (shown.isEmpty()) {
      return contradicts(note, "it shows a checkpoint that its key did not sign");
    }
    var size = shown.get().size();
    if (seen != null && (proof.isEmpty() || !goesOn(seen, shown.get(), proof.get()))) {
      return contradicts(
          note,
          "it showed %d leaves before, and what it shows now, %d, does not go with them"
              .formatted(seen.size(), size));
    }
    if (seen == null || size > seen.size()) {
      memory.keep(key.name(), note);
      Files.setLastModifiedTime(memory.kept(key.name()), FileTime.from(now));
    }
    var altered = seen == null || size >= seen.size() ? altered(now) : Optional.<String>empty();
    return altered.<Seen>map(Seen.Altered::new).orElseGet(() -> standing(size, now));
  }

  private Optional<Checkpoint> signed(String note) {
    try {
      var shown = Checkpoint.parse(note);
      return shown.origin().equals(key.name()) && shown.note().isSignedByAny(List.of(key))
          ? Optional.of(shown)
          : Optional.empty();
    } catch (IllegalArgumentException _) {
      return Optional.empty();
    }
  }

  /// The older of the two may be the one that is shown now: of several caches, and of several
  /// checkpoints that witnesses sign, one may be behind. Then too both must be of one log.
  private Optional<List<byte[]>> proof(Checkpoint seen, Checkpoint shown) throws IOException {
    return seen.size() == shown.size()
        ? Optional.of(List.of())
        : log.consistency(Math.min(seen.size(), shown.size()), Math.max(seen.size(), shown.size()));
  }

  private static boolean goesOn(Checkpoint seen, Checkpoint shown, List<byte[]> proof) {
    if (seen.size() == shown.size()) {
      return Arrays.equals(seen.root(), shown.root());
    }
    var grew = seen.size() < shown.size();
    var older = grew ? seen : shown;
    var newer = grew ? shown : seen;
    return MerkleProof.goesOn(older.root(), older.size(), newer.root(), newer.size(), proof);
  }

  private Optional<String> altered(Instant now) {
    if (read != null && now.isBefore(read.plus(pace.whole()))) {
      return Optional.empty();
    }
    try {
      var altered = log.altered(memory.kept(key.name()));
      read = now;
      return altered;
    } catch (IOException _) {
      return Optional.empty(); // tried again at the next look
    }
  }

  private Seen contradicts(String note, String how) throws IOException {
    memory.keepRefused(key.name(), note);
    return new Seen.Contradicts(how);
  }

  private Seen standing(long size, Instant now) {
    var since = grew();
    return since.plus(pace.still()).isBefore(now)
        ? new Seen.StandsStill(since)
        : new Seen.GoesOn(size);
  }

  /// When something new was seen last, by whichever process.
  private Instant grew() {
    try {
      return Files.getLastModifiedTime(memory.kept(key.name())).toInstant();
    } catch (IOException _) {
      return began == null ? Instant.EPOCH : began; // nothing was seen yet
    }
  }
}
