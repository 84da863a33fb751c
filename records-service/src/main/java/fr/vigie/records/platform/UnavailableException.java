package fr.vigie.records.platform;

import java.io.Serial;
import org.jspecify.annotations.Nullable;

/// Something cannot be read now, and the answer with it. Nothing partial is answered.
public class UnavailableException extends RuntimeException {

  @Serial private static final long serialVersionUID = 1;

  public UnavailableException(String message) {
    super(message);
  }

  public UnavailableException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
