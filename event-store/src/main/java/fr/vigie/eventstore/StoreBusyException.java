package fr.vigie.eventstore;

import java.io.Serial;

/// The same boundary was changed by others each time a decision was tried: try again.
public final class StoreBusyException extends RuntimeException {

  @Serial private static final long serialVersionUID = 1;

  public StoreBusyException(String message, Throwable cause) {
    super(message, cause);
  }
}
