package fr.vigie.records.file;

/// Why a file does not change. The first two look alike from outside.
enum FileRefusal {
  NO_SUCH_PERSON("no-such-person"),
  NO_RELATION("no-relation"),
  /// The relation opens the file, or some of it, and not this to be written.
  NOT_YOURS_TO_WRITE("not-yours-to-write"),
  REGISTRATION_ENDED("registration-ended"),
  NO_SUCH_ENTRY("no-such-entry"),
  ENTRY_CLOSED("entry-closed"),
  ACCOUNT_FROZEN("account-frozen");

  private final String word;

  FileRefusal(String word) {
    this.word = word;
  }

  String word() {
    return word;
  }
}
