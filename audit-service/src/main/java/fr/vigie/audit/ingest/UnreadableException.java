package fr.vigie.audit.ingest;

import fr.vigie.audit.ingest.Reading.Reason;
import fr.vigie.audit.log.Entry;
import java.io.Serial;
import org.jspecify.annotations.Nullable;

/// Ends the reading of a record that is no event.
final class UnreadableException extends Exception {

  @Serial private static final long serialVersionUID = 1;

  private final transient Reason reason;
  private final transient @Nullable String what;

  UnreadableException(Reason reason, @Nullable String what) {
    super(reason.word(), null, false, false);
    this.reason = reason;
    this.what = what;
  }

  /// As it is kept.
  Reading.Unreadable at(Entry.@Nullable Place place) {
    return new Reading.Unreadable(reason, what, place);
  }
}
