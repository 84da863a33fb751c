package fr.vigie.verifier;

import java.util.List;

/// Whom the checker believes, and what it knows from before.
///
/// @param keys of the log
/// @param witnesses of whom each must have signed the newest checkpoint of a log read as files
/// @param heads that were seen before
record Trust(List<NoteKey> keys, List<NoteKey> witnesses, List<Head> heads) {

  Trust {
    keys = List.copyOf(keys);
    witnesses = List.copyOf(witnesses);
    heads = List.copyOf(heads);
  }
}
