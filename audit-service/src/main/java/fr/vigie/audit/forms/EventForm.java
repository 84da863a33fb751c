package fr.vigie.audit.forms;

import java.io.IOException;
import java.io.OutputStream;

/// In what form many events are given at once.
public enum EventForm {
  /// One JSON object a line.
  NDJSON("ndjson", "application/x-ndjson"),
  /// RFC 4180, with a line of names.
  CSV("csv", "text/csv"),
  /// Apache Parquet: columns, for those who count over millions.
  PARQUET("parquet", "application/vnd.apache.parquet");

  private final String word;
  private final String mediaType;

  EventForm(String word, String mediaType) {
    this.word = word;
    this.mediaType = mediaType;
  }

  /// As the event that it was asked for says it, and as its file is called.
  public String word() {
    return word;
  }

  public String mediaType() {
    return mediaType;
  }

  /// Writes events to a stream, which stays open.
  public EventWriter to(OutputStream out) throws IOException {
    return switch (this) {
      case NDJSON, CSV -> new EventText(this, out);
      case PARQUET -> new EventColumns(out);
    };
  }
}
