package fr.vigie.witness;

import fr.vigie.verifier.hashes.MerkleProof;
import fr.vigie.verifier.notes.Checkpoint;
import fr.vigie.verifier.notes.NoteKey;
import java.io.IOException;
import java.time.Clock;
import java.util.Arrays;
import java.util.List;

/// The door: decides whether a checkpoint is cosigned, and remembers it before it says so.
final class Witness {

  private final WitnessKey key;
  private final List<NoteKey> logs;
  private final Memory memory;
  private final Clock clock;

  /// @param logs the keys of the logs it knows, by the name that checkpoints begin with
  Witness(WitnessKey key, List<NoteKey> logs, Memory memory, Clock clock) {
    this.key = key;
    this.logs = List.copyOf(logs);
    this.memory = memory;
    this.clock = clock;
  }

  /// Answers one request after the other: what it has seen is one history.
  ///
  /// @throws IOException where it cannot remember; then it has not signed
  synchronized Answer add(String body) throws IOException {
    Request request;
    try {
      request = Request.parse(body);
    } catch (IllegalArgumentException e) {
      return new Answer.Refused(400, String.valueOf(e.getMessage()));
    }
    var checkpoint = request.checkpoint();
    var own = logs.stream().filter(log -> log.name().equals(checkpoint.origin())).toList();
    if (own.isEmpty()) {
      return new Answer.Refused(404, "no log of this name is known here");
    }
    if (!isSigned(checkpoint, own)) {
      return new Answer.Refused(403, "no key that is known of this log signed it");
    }
    if (request.oldSize() > checkpoint.size()) {
      return new Answer.Refused(400, "the old size is larger than the new one");
    }
    var seen = memory.of(checkpoint.origin());
    var seenSize = seen.map(Checkpoint::size).orElse(0L);
    if (request.oldSize() != seenSize || isAnother(seen.orElse(null), checkpoint)) {
      memory.keepRefused(checkpoint.origin(), request.note());
      return new Answer.SeenOther(seenSize);
    }
    var oldRoot = seen.map(Checkpoint::root).orElse(new byte[0]);
    if (!MerkleProof.goesOn(
        oldRoot, seenSize, checkpoint.root(), checkpoint.size(), request.proof())) {
      memory.keepRefused(checkpoint.origin(), request.note());
      return new Answer.Refused(422, "it does not go on from what was seen before");
    }
    memory.keep(checkpoint.origin(), request.note());
    return new Answer.Cosigned(
        key.sign(checkpoint.note().text(), clock.instant().getEpochSecond()));
  }

  private static boolean isSigned(Checkpoint checkpoint, List<NoteKey> keys) {
    try {
      return checkpoint.note().isSignedByAny(keys);
    } catch (IllegalArgumentException _) {
      return false; // one that claims to be the log's is false
    }
  }

  private static boolean isAnother(
      @org.jspecify.annotations.Nullable Checkpoint seen, Checkpoint checkpoint) {
    return seen != null
        && seen.size() == checkpoint.size()
        && !Arrays.equals(seen.root(), checkpoint.root());
  }
}
