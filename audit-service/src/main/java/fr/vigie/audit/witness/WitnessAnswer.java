package fr.vigie.audit.witness;

/// What a witness says.
sealed interface WitnessAnswer {

  /// It signed.
  record Cosigned(String line) implements WitnessAnswer {}

  /// It has seen a log of this size last.
  record Seen(long size) implements WitnessAnswer {}

  /// The log does not go on from what it saw.
  record Forked() implements WitnessAnswer {}

  /// It did not answer, or not in our words.
  record Silent(String why) implements WitnessAnswer {}
}
