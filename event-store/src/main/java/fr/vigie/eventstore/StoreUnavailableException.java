package fr.vigie.eventstore;

import java.io.Serial;
import org.jspecify.annotations.Nullable;

/// The database did not answer: nothing is known to be stored.
public final class StoreUnavailableException extends RuntimeException {

  @Serial private static final long serialVersionUID = 1;

  public StoreUnavailableException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
