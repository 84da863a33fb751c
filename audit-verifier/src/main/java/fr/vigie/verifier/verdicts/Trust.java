package fr.vigie.verifier.verdicts;

import fr.vigie.verifier.notes.NoteKey;
import java.util.List;

/// Whom the checker believes, and what it knows from before.
///
/// @param keys of the log
/// @param witnesses of whom each must have signed the newest checkpoint of a log read as files
/// @param heads that were seen before
public record Trust(List<NoteKey> keys, List<NoteKey> witnesses, List<Head> heads) {

  public Trust {
    keys = List.copyOf(keys);
    witnesses = List.copyOf(witnesses);
    heads = List.copyOf(heads);
  }
}
