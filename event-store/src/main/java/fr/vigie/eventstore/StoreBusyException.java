package fr.vigie.eventstore;

import java.io.Serial;
import org.jspecify.annotations.Nullable;

/// The same boundary was changed by others each time a decision was tried, or too many decisions
/// about it wait already: try again.
public final class StoreBusyException extends RuntimeException {

  @Serial private static final long serialVersionUID = 1;

  public StoreBusyException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
