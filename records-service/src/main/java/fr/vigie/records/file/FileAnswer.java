package fr.vigie.records.file;

/// What a decision on a file came to.
sealed interface FileAnswer {

  /// It is so now, or was already.
  record Done() implements FileAnswer {}

  /// Nothing changed.
  record Refused(FileRefusal reason) implements FileAnswer {}
}
