package fr.vigie.records.file;

/// Why a file does not change. The first two look alike from outside.
enum FileRefusal {
  NO_SUCH_PERSON("no-such-person"),
  NO_RELATION("no-relation"),
  REGISTRATION_ENDED("registration-ended"),
  NO_SUCH_ENTRY("no-such-entry"),
  ENTRY_CLOSED("entry-closed");

  private final String word;

  FileRefusal(String word) {
    this.word = word;
  }

  String word() {
    return word;
  }
}
