package fr.vigie.audit.ingest;

import fr.vigie.audit.log.Entry;
import org.jspecify.annotations.Nullable;

/// What came of reading one record.
sealed interface Reading {

  /// An event, as it goes into the log.
  record Event(Entry entry) implements Reading {}

  /// Not an event that this service can read.
  ///
  /// @param reason one of a few words
  /// @param what the attribute that is wrong, where it is one; never its value
  /// @param place where its source says it stands, if that much can be read
  record Unreadable(Reason reason, @Nullable String what, Entry.@Nullable Place place)
      implements Reading {}

  /// Why a record was not read.
  enum Reason {
    /// A header that every event has is not there.
    MISSING_HEADER("missing-header"),
    /// A header stands twice, is no text, is too long, or says something it cannot say.
    BAD_HEADER("bad-header"),
    /// The event is of a version that this service does not know.
    UNKNOWN_VERSION("unknown-version"),
    /// The value is not one JSON object.
    MALFORMED_JSON("malformed-json"),
    /// The entry would be larger than 65,535 bytes.
    TOO_LARGE("too-large"),
    /// Another event stands in the log at its source and position.
    PLACE_TAKEN("place-taken"),
    /// The database refused what looked right.
    REFUSED_BY_DATABASE("refused-by-database");

    private final String word;

    Reason(String word) {
      this.word = word;
    }

    String word() {
      return word;
    }
  }
}
