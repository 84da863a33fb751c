package fr.vigie.audit.query;

/// In what form events are given one a line.
enum EventForm {
  /// One JSON object a line.
  NDJSON("ndjson", "application/x-ndjson"),
  /// RFC 4180, with a line of names.
  CSV("csv", "text/csv");

  private final String word;
  private final String mediaType;

  EventForm(String word, String mediaType) {
    this.word = word;
    this.mediaType = mediaType;
  }

  /// As the event that it was asked for says it.
  String word() {
    return word;
  }

  String mediaType() {
    return mediaType;
  }
}
