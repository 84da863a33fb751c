package fr.vigie.records.keys;

import fr.vigie.records.platform.UnavailableException;
import java.io.Serial;

/// What is sealed cannot be opened: the key was destroyed, or it is not the key of this.
public final class UnreadableException extends UnavailableException {

  @Serial private static final long serialVersionUID = 1;

  UnreadableException(String message, Throwable cause) {
    super(message, cause);
  }
}
