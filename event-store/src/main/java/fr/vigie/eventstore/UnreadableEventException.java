package fr.vigie.eventstore;

import java.io.Serial;

/// The store holds an event that this program cannot read: its name or version is not in the table
/// of names, or its text is not what the name promises. It is never skipped: a hole in the past is
/// worse than a stop.
public final class UnreadableEventException extends RuntimeException {

  @Serial private static final long serialVersionUID = 1;

  public UnreadableEventException(String message) {
    super(message);
  }

  public UnreadableEventException(String message, Throwable cause) {
    super(message, cause);
  }
}
